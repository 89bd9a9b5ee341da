package io.cordon.templates.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.cache.ConcurrentMapTemplateCache;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.context.MethodValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Turns values into Block Kit by the template files beside this class.
 *
 * <p>{@code {{x}}} is escaped for mrkdwn, and so is {@code {{{x}}}}: the escape sits in the
 * formatter, which no tag goes round. Only a {@link Shown}, which our own helpers make, passes as
 * it is. Templates are compiled when they are first used; text from outside never is.
 */
final class Templates {
  private static final String FOLDER = "/io/cordon/templates/slack";

  /** What a text without a {@code max} of its own is cut to. */
  private static final int LONG = 600;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

  private final Handlebars json = engine(Templates::mrkdwn, Templates::inJson);
  private final Handlebars mrkdwn = engine(Templates::mrkdwn, Function.identity());
  private final Handlebars plain = engine(Templates::plain, Function.identity());
  private final Map<String, Sentences> sentences = new ConcurrentHashMap<>();
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /** The JSON that a template file gives for a value. */
  ObjectNode tree(String file, Object value) {
    var text = text("file " + file, () -> json.compile(file), context(value));
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + ".hbs gives no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A sentence as mrkdwn; empty if the file has none for the key. */
  Shown say(String file, List<String> key, Object value) {
    return sentence(mrkdwn, "mrkdwn", file, key, context(value));
  }

  /** A sentence for a place that knows no markup. */
  Shown sayPlain(String file, List<String> key, Object value) {
    return sentence(plain, "plain", file, key, context(value));
  }

  /** The longest key of a file that a text begins with. */
  Optional<String> longestStartOf(String file, String text) {
    return sentences(file).longestStartOf(text);
  }

  private Handlebars engine(Function<String, String> escape, Function<String, String> finish) {
    var engine =
        new Handlebars(new ClassPathTemplateLoader(FOLDER, ".hbs"))
            .with(new ConcurrentMapTemplateCache())
            .with((value, _) -> new Handlebars.SafeString(finish.apply(shown(value, escape))))
            // An item that lacks something shall not show its parent's.
            .parentScopeResolution(false);
    Tags.register(engine);
    engine.registerHelper(
        "say", (file, o) -> sentence(mrkdwn, "mrkdwn", file.toString(), key(o), of(o)));
    engine.registerHelper(
        "sayPlain", (file, o) -> sentence(plain, "plain", file.toString(), key(o), of(o)));
    return engine;
  }

  /**
   * What a sentence is about: what the tag names with {@code of=}, else what its place is about.
   */
  private static Context of(Options options) {
    Object value = options.hash("of");
    return value == null ? options.context : Context.newContext(options.context, value);
  }

  private static List<String> key(Options options) {
    return Arrays.stream(options.params).map(String::valueOf).toList();
  }

  private Shown sentence(
      Handlebars engine, String mode, String file, List<String> key, Context context) {
    return sentences(file)
        .of(key)
        .map(source -> text(mode + " " + source, () -> engine.compileInline(source), context))
        .map(Shown::new)
        .orElse(new Shown(""));
  }

  private Sentences sentences(String file) {
    return sentences.computeIfAbsent(file, Sentences::new);
  }

  /** Compiles a template. */
  private interface Source {
    Template compile() throws IOException;
  }

  private String text(String name, Source source, Context context) {
    try {
      var template = compiled.get(name);
      if (template == null) {
        template = source.compile();
        compiled.put(name, template);
      }
      return template.apply(context);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Context context(Object value) {
    return Context.newBuilder(value)
        .resolver(MapValueResolver.INSTANCE, MethodValueResolver.INSTANCE)
        .build();
  }

  private static String shown(Object value, Function<String, String> escape) {
    return value instanceof Shown shown ? shown.text() : escape.apply(value.toString());
  }

  private static String mrkdwn(String text) {
    return Outside.mrkdwn(text, LONG);
  }

  private static String plain(String text) {
    return Outside.plain(text, LONG);
  }

  private static String inJson(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
