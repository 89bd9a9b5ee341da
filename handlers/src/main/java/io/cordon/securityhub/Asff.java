package io.cordon.securityhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's values as the JSON that they were read from, as far as the SDK knows its fields. */
final class Asff {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Asff() {}

  /** An object with all fields that have a value. */
  static ObjectNode json(SdkPojo value) {
    var object = NODES.objectNode();
    for (var field : value.sdkFields()) {
      var of = field.getValueOrDefault(value);
      if (of != null && !isEmpty(of)) {
        object.set(field.locationName(), node(of));
      }
    }
    return object;
  }

  /** Lists that were not there are empty in the SDK. */
  private static boolean isEmpty(Object value) {
    return (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case SdkPojo pojo -> json(pojo);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case Boolean b -> NODES.booleanNode(b);
      case Number n -> NODES.numberNode(new BigDecimal(n.toString()));
      default -> NODES.textNode(value.toString());
    };
  }

  private static ArrayNode list(List<?> values) {
    var array = NODES.arrayNode();
    values.forEach(value -> array.add(node(value)));
    return array;
  }

  private static ObjectNode map(Map<?, ?> values) {
    var object = NODES.objectNode();
    values.forEach((key, value) -> object.set(key.toString(), node(value)));
    return object;
  }
}
