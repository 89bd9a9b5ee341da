package io.cordon.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an action acts upon. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Target.Instance.class, name = "instance"))
public sealed interface Target {
  /** Account and region that it lives in. */
  @JsonIgnore
  Scope scope();

  /** The plain id, as in "i-0ab12cd34ef567890". */
  String id();

  /** An EC2 instance. */
  record Instance(String account, String region, String id) implements Target {
    @Override
    public Scope scope() {
      return new Scope(account, region);
    }
  }
}
