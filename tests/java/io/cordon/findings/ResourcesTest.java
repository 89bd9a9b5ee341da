package io.cordon.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.findings.Resource.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AwsEc2Instance | arn:aws:ec2:eu-west-1:011122223333:instance/i-0aa | INSTANCE | i-0aa",
        "AWS::EC2::Instance | i-0aa | INSTANCE | i-0aa",
        "AWS_EC2_INSTANCE | i-0aa | INSTANCE | i-0aa",
        "AwsEc2Instance | arn:aws:ec2:eu-west-1:1:volume/vol-1 | INSTANCE | arn:aws:ec2:eu-west-1:1:volume/vol-1",
        "AwsIamAccessKey | AWS::IAM::AccessKey:AKIAEXAMPLE | ACCESS_KEY | AKIAEXAMPLE",
        "AwsIamUser | arn:aws:iam::011122223333:user/team/ann | USER | ann",
        "AwsIamUser | AIDAEXAMPLE | USER | AIDAEXAMPLE",
        "AWS::IAM::Role | arn:aws-us-gov:iam::011122223333:role/service-role/app | ROLE | app",
        "AwsIamRole | arn:aws:sts::011122223333:assumed-role/app/i-0aa | ROLE | app",
        "AwsS3Bucket | arn:aws:s3:::payroll | BUCKET | payroll",
        "AwsS3Bucket | arn:aws:::payroll | BUCKET | payroll",
        "AwsS3Bucket | payroll | BUCKET | payroll",
        "AwsLambdaFunction | arn:aws:lambda:eu-west-1:1:function:pay:$LATEST | FUNCTION | pay",
        "AwsLambdaFunction | arn:aws:lambda:eu-west-1:1:layer:x:1 | FUNCTION | arn:aws:lambda:eu-west-1:1:layer:x:1",
        "AwsEksCluster | arn:aws:eks:eu-west-1:1:cluster/prod | CLUSTER | prod",
        "AwsRdsDbInstance | arn:aws:rds:eu-west-1:1:db:orders | DATABASE | orders",
        "AWS::RDS::DBCluster | arn:aws:rds:eu-west-1:1:cluster:orders | DATABASE | orders",
        "AwsAccount | AWS::::Account:011122223333 | ACCOUNT | 011122223333",
        "AwsAccount | arn:aws:iam::011122223333:root | ACCOUNT | 011122223333",
        "AwsEcrContainerImage | arn:aws:ecr:eu-west-1:1:repository/app/sha256:aa | IMAGE | arn:aws:ecr:eu-west-1:1:repository/app/sha256:aa",
        "Microsoft.Compute/virtualMachines | /subscriptions/a/virtualMachines/b | OTHER | /subscriptions/a/virtualMachines/b",
        "Other | 203.0.113.9 | OTHER | 203.0.113.9"
      })
  void namesKindAndPlainIdByTheProductsWords(String type, String id, Kind kind, String plain) {
    Resource resource = Resources.of(type, id, "");

    assertThat(resource.kind()).isEqualTo(kind);
    assertThat(resource.id()).isEqualTo(plain);
    assertThat(resource.type()).isEqualTo(type);
  }

  @Test
  void keepsWholeArnsOnly() {
    assertThat(Resources.of("AwsS3Bucket", "arn:aws:s3:::payroll", "").arn())
        .isEqualTo("arn:aws:s3:::payroll");
    assertThat(Resources.of("AwsS3Bucket", "arn:aws:::payroll", "").arn()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "i-0aa, INSTANCE, i-0aa",
    "ami-0aa, IMAGE, ami-0aa",
    "arn:aws:ec2:eu-west-1::image/ami-0aa, IMAGE, ami-0aa",
    "AKIAIOSFODNN7EXAMPLE, ACCESS_KEY, AKIAIOSFODNN7EXAMPLE",
    "AKIA-is-a-nice-name, OTHER, AKIA-is-a-nice-name",
    "arn:aws:ec2:eu-west-1:1:instance/i-0aa, INSTANCE, i-0aa",
    "arn:aws:iam::1:user/ann, USER, ann",
    "arn:aws:iam::1:role/app, ROLE, app",
    "arn:aws:iam::1:policy/p, OTHER, arn:aws:iam::1:policy/p",
    "arn:aws:s3:::payroll, BUCKET, payroll",
    "arn:aws:s3:::payroll/2026.csv, OTHER, arn:aws:s3:::payroll/2026.csv",
    "arn:aws:lambda:r:1:function:pay, FUNCTION, pay",
    "arn:aws:ecs:r:1:cluster/c, CLUSTER, c",
    "arn:aws:rds:r:1:db:orders, DATABASE, orders",
    "anything, OTHER, anything"
  })
  void tellsTheKindByTheIdWhereThatIsAllThereIs(String id, Kind kind, String plain) {
    assertThat(Resources.byId(id))
        .extracting(Resource::kind, Resource::id)
        .containsExactly(kind, plain);
  }

  @ParameterizedTest
  @CsvSource({
    "IAMUser, USER",
    "Role, ROLE",
    "AssumedRole, ROLE",
    "Root, OTHER",
    "FederatedUser, OTHER",
    "AWSService, OTHER",
    "'', OTHER"
  })
  void takesOnlyUsersAndRolesForWhatCanBeActedUpon(String principalType, Kind kind) {
    assertThat(Resources.identity(principalType, "name"))
        .hasValueSatisfying(resource -> assertThat(resource.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource({"''", "null", "AWS::IAM::AccessKey:null"})
  void namesOnlyThePersonWhereThereWasNoKey(String keyId) {
    assertThat(Resources.credentials(keyId, "IAMUser", "ann"))
        .containsExactly(new Resource(Kind.USER, "ann", "IAMUser", null));
  }

  @Test
  void keepsTheOrderAmongThoseThatCanBeActedUpon() {
    Resource volume = Resources.byId("vol-1");
    Resource bucket = Resources.byId("arn:aws:s3:::payroll");
    Resource instance = Resources.byId("i-0aa");

    assertThat(Resources.containableFirst(List.of(volume, bucket, instance)))
        .containsExactly(bucket, instance, volume);
  }
}
