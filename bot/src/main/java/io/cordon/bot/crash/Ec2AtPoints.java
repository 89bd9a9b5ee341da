package io.cordon.bot.crash;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** A point before and after each call of EC2 that changes something. */
record Ec2AtPoints(Points points) implements ExecutionInterceptor {
  private static final Pattern READS = Pattern.compile("(Describe|Get|List|Search)\\w*");

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    change(attributes).ifPresent(name -> points.reach("before " + name));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    change(attributes).ifPresent(name -> points.reach("after " + name));
  }

  private static Optional<String> change(ExecutionAttributes attributes) {
    return Optional.ofNullable(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
        .filter(name -> !READS.matcher(name).matches())
        .map(name -> "ec2 " + name);
  }
}
