package io.cordon.findings;

import java.util.List;

/** One small message of each format, made up by us. */
final class OwnSamples {

  static final String GUARDDUTY =
      """
      {"detail-type":"GuardDuty Finding","source":"aws.guardduty","account":"999988887777",
       "region":"us-east-1","detail":{
        "id":"gd-1","arn":"arn:aws:guardduty:eu-west-1:011122223333:detector/d/finding/gd-1",
        "accountId":"011122223333","region":"eu-west-1","type":"Backdoor:EC2/C&CActivity.B!DNS",
        "title":"A <b>title</b>","description":"About it","severity":8.7,
        "updatedAt":"2026-03-01T10:00:05Z",
        "resource":{"resourceType":"Instance","instanceDetails":{"instanceId":"i-0aa"},
         "accessKeyDetails":{"accessKeyId":"ASIAEXAMPLE","userName":"app","userType":"AssumedRole"}},
        "service":{"detectorId":"d","archived":false,"count":7,
         "eventFirstSeen":"2026-03-01T09:00:00Z","eventLastSeen":"2026-03-01T10:00:00Z",
         "additionalInfo":{"value":"{}"},
         "action":{"actionType":"DNS_REQUEST","dnsRequestAction":{"domain":"evil.example"}}}}}
      """;

  static final String GUARDDUTY_API =
      """
      {"Id":"gd-2","AccountId":"011122223333","Region":"eu-west-1","Type":"Discovery:S3/TorIPCaller",
       "Title":"t","Description":"d","Severity":5,
       "Resource":{"ResourceType":"S3Bucket","AccessKeyDetails":{"AccessKeyId":"AKIAEXAMPLE",
         "UserName":"ann","UserType":"IAMUser"},
        "S3BucketDetails":[{"Name":"payroll","Arn":"arn:aws:s3:::payroll"}]},
       "Service":{"Archived":"false","Count":2,"AdditionalInfo":{"Value":"{\\"sample\\":true}"},
        "Action":{"AwsApiCallAction":{"RemoteIpDetails":{"IpAddressV4":"198.51.100.7"}}}}}
      """;

  static final String ATTACK_SEQUENCE =
      """
      {"id":"as-1","accountId":"011122223333","region":"eu-west-1","severity":9,"title":"t",
       "type":"AttackSequence:IAM/CompromisedCredentials",
       "resource":{"resourceType":"AttackSequence"},
       "service":{"serviceName":"guardduty","detection":{"sequence":{
        "resources":[{"uid":"arn:aws:s3:::payroll","name":"payroll","resourceType":"S3_BUCKET"},
         {"uid":"arn:aws:cloudtrail:eu-west-1:011122223333:trail/t","resourceType":"OTHER"}],
        "actors":[{"user":{"name":"john","type":"IAMUser","credentialUid":"AKIAACTOR"}}],
        "endpoints":[{"ip":"203.0.113.9"}]}}}}
      """;

  static final String MALWARE_SCAN =
      """
      {"detail-type":"GuardDuty Malware Protection Object Scan Result","source":"aws.guardduty",
       "account":"011122223333","region":"eu-west-1","id":"e-1","time":"2026-03-01T10:00:00Z",
       "detail":{"s3ObjectDetails":{"bucketName":"inbox","objectKey":"a/b.zip"},
        "scanResultDetails":{"scanResultStatus":"THREATS_FOUND","threats":[{"name":"EICAR"}]}}}
      """;

  static final String ASFF =
      """
      {"Id":"asff-1","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/guardduty",
       "GeneratorId":"g","AwsAccountId":"011122223333","Region":"eu-west-1",
       "Types":["TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce"],
       "CreatedAt":"2026-03-01T09:00:00Z","UpdatedAt":"2026-03-01T10:00:00+00:00",
       "Severity":{"Label":"LOW","Normalized":40,"Product":2},"Title":"t","Description":"d",
       "ProductFields":{"aws/guardduty/service/count":"12",
        "aws/guardduty/service/action/networkConnectionAction/remoteIpDetails/ipAddressV4":"198.51.100.7"},
       "Resources":[{"Type":"AwsEc2Instance",
        "Id":"arn:aws:ec2:eu-west-1:011122223333:instance/i-0aa"}],
       "Workflow":{"Status":"NEW"},"RecordState":"ACTIVE","SourceUrl":"https://example.com/x"}
      """;

  static final String OCSF =
      """
      {"class_uid":2004,"class_name":"Detection Finding","severity_id":4,"severity":"High","count":3,
       "status":"New","status_id":1,"cloud":{"account":{"uid":"011122223333"},"region":"eu-west-1"},
       "metadata":{"product":{"name":"GuardDuty"}},
       "finding_info":{"uid":"o-1","title":"t","desc":"d",
        "types":["Threats","Execution:Runtime/NewBinaryExecuted"],
        "first_seen_time":1772355600000,"last_seen_time_dt":"2026-03-01T11:00:00+01:00",
        "modified_time":1772359205000,"src_url":"https://example.com/o"},
       "evidences":[{"src_endpoint":{"ip":"198.51.100.7"}}],
       "resources":[{"type":"AWS::Container::Container","uid":"c0ffee"},
        {"type":"AWS::EC2::Instance","uid":"i-0aa",
         "uid_alt":"arn:aws:ec2:eu-west-1:011122223333:instance/i-0aa"}]}
      """;

  static final String INSPECTOR =
      """
      {"findingArn":"arn:aws:inspector2:eu-west-1:011122223333:finding/f","awsAccountId":"011122223333",
       "type":"PACKAGE_VULNERABILITY","title":"CVE-1 - x","description":"d","severity":"HIGH",
       "inspectorScore":7.5,"status":"ACTIVE","firstObservedAt":"Sun Mar 01 09:00:00.500 UTC 2026",
       "lastObservedAt":1772359200.25,"updatedAt":"2026-03-01T10:00:00Z",
       "packageVulnerabilityDetails":{"vendorSeverity":"critical"},
       "resources":[{"type":"AWS_LAMBDA_FUNCTION",
        "id":"arn:aws:lambda:us-west-2:011122223333:function:pay:$LATEST","region":"us-west-2"}]}
      """;

  static final String ACCESS_ANALYZER =
      """
      {"detail-type":"Access Analyzer Finding","account":"999988887777","region":"eu-west-1",
       "detail":{"id":"aa-1","accountId":"011122223333","resource":"arn:aws:s3:::payroll",
        "resourceType":"AWS::S3::Bucket","status":"ACTIVE","isPublic":true,"isDeleted":false,
        "principal":{"AWS":"*"},"action":["s3:GetObject","s3:PutObject"],
        "createdAt":"2026-03-01T09:00:00.123456789Z","updatedAt":"2026-03-01T10:00:00Z"}}
      """;

  static final String MACIE =
      """
      {"detail-type":"Macie Finding","account":"999988887777","region":"us-east-1",
       "detail":{"id":"m-1","accountId":"011122223333","region":"eu-west-1",
        "type":"SensitiveData:S3Object/Personal","title":"t","description":"d",
        "severity":{"score":3,"description":"High"},"count":2,"archived":false,"sample":true,
        "createdAt":"2026-03-01T09:00:00Z","updatedAt":"2026-03-01T10:00:00Z",
        "resourcesAffected":{"s3Bucket":{"name":"payroll","arn":"arn:aws:s3:::payroll"},
         "s3Object":{"path":"payroll/2026.csv","key":"2026.csv"}}}}
      """;

  static final String CONFIG =
      """
      {"detail-type":"Config Rules Compliance Change","account":"999988887777","region":"us-east-1",
       "detail":{"configRuleName":"restricted-ssh","awsAccountId":"011122223333",
        "configRuleARN":"arn:aws:config:eu-west-1:011122223333:config-rule/r","awsRegion":"eu-west-1",
        "resourceType":"AWS::EC2::Instance","resourceId":"i-0aa",
        "newEvaluationResult":{"complianceType":"NON_COMPLIANT","annotation":"port 22",
         "resultRecordedTime":"2026-03-01T10:00:00Z"}}}
      """;

  static final String ALARM =
      """
      {"AlarmName":"cpu","AWSAccountId":"011122223333","NewStateValue":"ALARM","NewStateReason":"why",
       "Region":"EU (Ireland)","AlarmArn":"arn:aws:cloudwatch:eu-west-1:011122223333:alarm:cpu",
       "StateChangeTime":"2026-03-01T10:00:00.123+0000",
       "Trigger":{"Dimensions":[{"name":"InstanceId","value":"i-0aa"}]}}
      """;

  static final String ALARM_EVENT =
      """
      {"detail-type":"CloudWatch Alarm State Change","account":"999988887777","region":"us-east-1",
       "resources":["arn:aws:cloudwatch:eu-west-1:011122223333:alarm:cpu"],
       "detail":{"alarmName":"cpu","state":{"value":"OK","reason":"fine",
        "timestamp":"2026-03-01T10:00:00.123+0000"},
        "configuration":{"metrics":[{"metricStat":{"metric":{"dimensions":{"InstanceId":"i-0aa"}}}}]}}}
      """;

  static final String CLOUDTRAIL =
      """
      {"detail-type":"AWS API Call via CloudTrail","source":"aws.guardduty","account":"999988887777",
       "region":"us-east-1","detail":{"eventVersion":"1.11","eventID":"ct-1","eventName":"DeleteTrail",
        "eventSource":"cloudtrail.amazonaws.com","awsRegion":"eu-west-1","errorCode":"AccessDenied",
        "recipientAccountId":"011122223333","eventTime":"2026-03-01T10:00:00Z",
        "sourceIPAddress":"198.51.100.7","userIdentity":{"type":"AssumedRole",
         "arn":"arn:aws:sts::011122223333:assumed-role/app/@channel","accessKeyId":"ASIAEXAMPLE",
         "sessionContext":{"sessionIssuer":{"type":"Role","userName":"app"}}},
        "resources":[{"ARN":"arn:aws:s3:::logs","type":"AWS::S3::Bucket"}]}}
      """;

  static final String HEALTH =
      """
      {"detail-type":"AWS Health Event","account":"999988887777","region":"us-east-1","resources":["x"],
       "detail":{"eventArn":"arn:aws:health:eu-west-1::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED/1",
        "eventTypeCode":"AWS_RISK_CREDENTIALS_EXPOSED","affectedAccount":"011122223333",
        "statusCode":"open","startTime":"Sun, 1 Mar 2026 09:00:00 GMT",
        "eventDescription":[{"language":"en_US","latestDescription":"d"}],
        "affectedEntities":[{"entityValue":"AKIAIOSFODNN7EXAMPLE"}]}}
      """;

  static final String INSIGHT =
      """
      {"detail-type":"Security Hub Insight Results","account":"011122223333","region":"eu-west-1",
       "id":"e-1","time":"2026-03-01T10:00:00Z","detail":{"insightName":"Top users",
        "insightArn":"arn:aws:securityhub:::insight/securityhub/default/9",
        "insightResults":[{"ann":2},{"bob":1}]}}
      """;

  static final String NOTICE =
      """
      {"detail-type":"Inspector2 Scan","account":"011122223333","region":"eu-west-1","id":"e-1",
       "time":"2026-03-01T10:00:00Z","resources":["arn:aws:ec2:eu-west-1:011122223333:image/ami-0aa"],
       "detail":{"scan-status":"INITIAL_SCAN_COMPLETE","finding-severity-counts":{"CRITICAL":3}}}
      """;

  /** One of each. */
  static final List<String> ALL =
      List.of(
          GUARDDUTY,
          GUARDDUTY_API,
          ATTACK_SEQUENCE,
          MALWARE_SCAN,
          ASFF,
          OCSF,
          INSPECTOR,
          ACCESS_ANALYZER,
          MACIE,
          CONFIG,
          ALARM,
          ALARM_EVENT,
          CLOUDTRAIL,
          HEALTH,
          INSIGHT,
          NOTICE);

  private OwnSamples() {}

  /** The one finding in a message. */
  static Finding finding(String message) {
    return read(message).finding();
  }

  /** The one finding in a message, and its hash. */
  static Reading.Read read(String message) {
    List<Reading> readings = new FindingReader().read(message);
    if (readings.size() == 1 && readings.getFirst() instanceof Reading.Read read) {
      return read;
    }
    throw new AssertionError("not one finding: " + readings);
  }

  static String resourcesOf(Finding finding) {
    return finding.resources().stream().map(one -> one.kind() + " " + one.id()).toList().toString();
  }
}
