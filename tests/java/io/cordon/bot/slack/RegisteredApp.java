package io.cordon.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.methods.Methods;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.cordon.commands.Commands;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the bot's classes register at an app. They are made with nothing in them, since little of it
 * is needed for that; the SDK has no other way of telling than its own fields.
 */
final class RegisteredApp {
  static final String WEB_API = "com.slack.api.methods.MethodsClient";

  private final App app =
      new App(AppConfig.builder().singleTeamBotToken("unused").signingSecret("unused").build());

  /**
   * An app with what these classes register.
   *
   * @param bot all of the bot's; those with a method {@code register(App)} are asked
   */
  RegisteredApp(JavaClasses bot) {
    bot.stream()
        .filter(type -> type.tryGetMethod("register", App.class).isPresent())
        .forEach(type -> register(type.reflect()));
  }

  private void register(Class<?> type) {
    try {
      type.getMethod("register", App.class).invoke(empty(type), app);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " does not register when it is empty", e);
    }
  }

  /** Who registers, and who knows the commands that there are. */
  private static final Set<Package> OURS =
      Set.of(Clicks.class.getPackage(), Commands.class.getPackage());

  /** One with nothing in it; null for what belongs to others. */
  private static @Nullable Object empty(Class<?> type) throws ReflectiveOperationException {
    if (type == List.class) {
      return List.of();
    }
    if (type.isInterface() || !OURS.contains(type.getPackage())) {
      return null;
    }
    var constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    var parts = new @Nullable Object[constructor.getParameterCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = empty(constructor.getParameterTypes()[i]);
    }
    return constructor.newInstance(parts);
  }

  /** What commands and shortcuts match. */
  Set<Pattern> commandsAndShortcuts() {
    return Stream.of("slashCommandHandlers", "globalShortcutHandlers", "messageShortcutHandlers")
        .flatMap(field -> handlers(field).keySet().stream())
        .map(Pattern.class::cast)
        .collect(Collectors.toSet());
  }

  /** The types of events. */
  Set<String> events() {
    return handlers("eventHandlers").keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  private Map<?, ?> handlers(String name) {
    try {
      var field = App.class.getDeclaredField(name);
      field.setAccessible(true);
      return (Map<?, ?>) field.get(app);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Slack's names of all methods, as in chat.postMessage, by the SDK's, as in chatPostMessage. */
  static Map<String, String> methodsBySdkName() {
    var names = new TreeMap<String, String>();
    for (var field : Methods.class.getFields()) {
      var name = constant(field);
      var words =
          Arrays.stream(name.split("\\.", -1))
              .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
              .collect(Collectors.joining());
      names.put(words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1), name);
    }
    return names;
  }

  private static String constant(Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
