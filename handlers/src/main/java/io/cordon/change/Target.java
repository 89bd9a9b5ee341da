package io.cordon.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.regex.Pattern;

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
    private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8,17}");

    /** Whether a text has the form of an instance's id (EC2 user guide, resource IDs). */
    public static boolean isId(String text) {
      return ID.matcher(text).matches();
    }

    @Override
    public Scope scope() {
      return new Scope(account, region);
    }
  }
}
