package io.cordon.sandbox.slack.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Holds what is said against Slack's own types: blocks, views, the arguments of methods, and the
 * app's manifest. They know no lengths or counts; those are in the workspace's limits.
 *
 * <p>The same shape is judged once only. Two things have the same shape if they differ in nothing
 * but strings that the types leave free.
 */
public final class SlackSchema {
  /** Runs once, failed or not: npm takes long to find out that it is offline. */
  private static final FutureTask<SlackSchema> OWN =
      new FutureTask<>(() -> new SlackSchema(SlackTypes.own().schemas()));

  /** Fields that are plain strings wherever the types have them. */
  private static final Set<String> FREE =
      Set.of(
          "text",
          "value",
          "url",
          "action_id",
          "block_id",
          "callback_id",
          "private_metadata",
          "channel",
          "ts",
          "thread_ts",
          "user",
          "trigger_id",
          "view_id",
          "token");

  /** Blocks and views are judged by themselves, once for all methods that take them. */
  private static final Set<String> APART = Set.of("blocks", "view");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final Schema blocks;
  private final Schema view;
  private final Schema manifest;
  private final Map<String, Arguments> arguments = new TreeMap<>();
  private final Map<List<Object>, List<String>> judged = new ConcurrentHashMap<>();

  /** What a method takes: its schema, and the variants that the schema allows. */
  private record Arguments(Schema schema, List<JsonNode> variants) {}

  SlackSchema(JsonNode schemas) {
    var said = (ObjectNode) schemas.path("Said");
    blocks = part(said, "#/definitions/Said/properties/blocks");
    view = part(said, "#/definitions/Said/properties/view");
    manifest = part(said, "#/definitions/Said/properties/manifest");
    schemas.properties().forEach(root -> addMethods(root.getKey(), (ObjectNode) root.getValue()));
    // The first judgement takes long; whoever waits for the workspace is impatient.
    var _ = problemsInMessage(new ObjectMapper().createArrayNode().addObject());
  }

  /**
   * What npm's packages say; they are installed when this is first asked for.
   *
   * @throws IllegalStateException if they cannot be had; its message says what is needed
   */
  public static SlackSchema own() {
    OWN.run();
    try {
      return OWN.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(Objects.requireNonNull(e.getCause()).getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void addMethods(String root, ObjectNode schema) {
    var at = "#/definitions/" + root + "/properties/arguments/properties/";
    for (var method : methods(schema, root).properties()) {
      arguments.put(
          method.getKey(),
          new Arguments(part(schema, at + method.getKey()), variants(schema, method.getValue())));
    }
  }

  private static JsonNode methods(ObjectNode schema, String root) {
    return schema
        .path("definitions")
        .path(root)
        .path("properties")
        .path("arguments")
        .path("properties");
  }

  private static List<JsonNode> variants(JsonNode schema, JsonNode node) {
    if (node.has("$ref")) {
      return variants(schema, schema.at(node.path("$ref").asText().substring(1)));
    }
    return node.has("anyOf")
        ? StreamSupport.stream(node.path("anyOf").spliterator(), false)
            .flatMap(each -> variants(schema, each).stream())
            .toList()
        : List.of(node);
  }

  private Schema part(ObjectNode schema, String pointer) {
    return registry.getSchema(
        SchemaLocation.of("https://types.invalid/" + URLEncoder.encode(pointer, UTF_8)),
        schema.deepCopy().put("$ref", pointer));
  }

  /** What is wrong with a message's blocks; empty if nothing is. */
  public List<String> problemsInMessage(JsonNode message) {
    return judge("blocks", blocks, message);
  }

  /** What is wrong with a modal or home tab; its type takes blocks of any type, Slack does not. */
  public List<String> problemsInView(JsonNode modal) {
    return Stream.concat(
            judge("view", view, modal).stream(), problemsInMessage(modal.path("blocks")).stream())
        .toList();
  }

  /** What is wrong with an app's manifest. */
  public List<String> problemsInManifest(JsonNode app) {
    return problems(manifest, app);
  }

  /**
   * What is wrong with a call's arguments, blocks and views aside.
   *
   * @param given a form's values as strings, or JSON
   */
  public List<String> problemsInArguments(String method, ObjectNode given) {
    var known = arguments.get(method);
    if (known == null) {
      return List.of(method + " is not among the methods in tests/slack-types/payloads.ts");
    }
    var typed = new ObjectMapper().createObjectNode();
    for (var field : given.properties()) {
      var name = field.getKey();
      typed.set(name, APART.contains(name) ? stand(name) : typed(known, name, field.getValue()));
    }
    if (typed.path("metadata").isEmpty()) {
      // Takes a message's metadata away, by the page of chat.update; the types do not know that.
      typed.remove("metadata");
    }
    return judge(method, known.schema(), typed);
  }

  /** Something that is right in place of what is judged apart. */
  private static JsonNode stand(String name) {
    var json = new ObjectMapper();
    if (name.equals("blocks")) {
      return json.createArrayNode();
    }
    var view = json.createObjectNode().put("type", "home");
    view.putArray("blocks");
    return view;
  }

  /** A form has strings only; this is the value as the method's types have it. */
  private static JsonNode typed(Arguments known, String name, JsonNode value) {
    var types =
        known.variants().stream()
            .map(variant -> variant.path("properties").path(name))
            .filter(property -> !property.isMissingNode())
            .toList();
    if (!value.isTextual() || types.stream().anyMatch(SlackSchema::isString)) {
      return value;
    }
    var isFlag = types.stream().anyMatch(type -> type.path("type").asText().equals("boolean"));
    return read(value, isFlag);
  }

  private static JsonNode read(JsonNode value, boolean isFlag) {
    var text = value.textValue();
    if (isFlag && (text.equals("1") || text.equals("0"))) {
      return BooleanNode.valueOf(text.equals("1"));
    }
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException _) {
      return value;
    }
  }

  private static boolean isString(JsonNode property) {
    return property.path("type").asText().equals("string")
        || StreamSupport.stream(property.path("anyOf").spliterator(), false)
            .anyMatch(SlackSchema::isString);
  }

  private List<String> judge(String what, Schema schema, JsonNode node) {
    var shape = node.deepCopy();
    blank(shape);
    return judged.computeIfAbsent(List.of(what, shape), _ -> problems(schema, shape));
  }

  /** Of a choice between types, only what is wrong with those that the thing says it is. */
  private static List<String> problems(Schema schema, JsonNode node) {
    var errors = schema.validate(node);
    var others =
        errors.stream()
            .filter(error -> error.getInstanceLocation().toString().endsWith("/type"))
            .map(error -> error.getEvaluationPath().toString())
            .map(path -> path.substring(0, path.lastIndexOf("/properties/type")))
            .toList();
    var own =
        errors.stream()
            .filter(error ->
                others.stream().noneMatch(error.getEvaluationPath().toString()::startsWith))
            .toList();
    return (own.isEmpty() ? errors : own).stream().map(SlackSchema::said).distinct().toList();
  }

  private static String said(Error error) {
    var what = error.getProperty() == null ? "" : " " + error.getProperty();
    return "%s at %s%s (Slack's types)"
        .formatted(error.getKeyword(), error.getInstanceLocation(), what);
  }

  private static void blank(JsonNode node) {
    if (node instanceof ObjectNode object) {
      FREE.stream()
          .filter(name -> object.path(name).isTextual())
          .forEach(name -> object.put(name, ""));
    }
    node.forEach(SlackSchema::blank);
  }
}
