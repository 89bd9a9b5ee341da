package io.cordon.bot.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.Console;
import java.util.Map;
import java.util.Optional;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;

/**
 * Sets Logback up, which finds this class as a service: one JSON object a line, or plain lines when
 * a person looks at a terminal. Code, since reading XML would cost a part of the start.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  /** At DEBUG Slack's SDK logs bodies and signatures, AWS's logs whole requests. */
  private static final Map<String, Level> LEVELS =
      Map.of(
          "com.slack.api", Level.INFO,
          "software.amazon.awssdk", Level.INFO,
          "org.apache.http", Level.INFO,
          "okhttp3", Level.INFO,
          "org.eclipse.jetty", Level.WARN,
          "io.javalin", Level.WARN);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(onTerminal() ? forPeople(context) : forMachines(context));
    appender.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  static Encoder<ILoggingEvent> forPeople(LoggerContext context) {
    var layout = new MaskedLayout();
    layout.setContext(context);
    layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %mdc%n");
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  /** Plain lines, masked after the whole text is there: message, context and stack trace. */
  private static final class MaskedLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
      return Masks.masked(super.doLayout(event));
    }
  }

  static Encoder<ILoggingEvent> forMachines(LoggerContext context) {
    var names = new LogstashFieldNames();
    names.setTimestamp("at");
    names.setVersion(LogstashFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLevelValue(LogstashFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLogger("logger");
    names.setThread("thread");
    var masks = new MaskingJsonGeneratorDecorator();
    masks.addValueMasker(
        (_, value) -> value instanceof CharSequence text ? Masks.masked(text) : null);
    var encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setFieldNames(names);
    encoder.setJsonGeneratorDecorator(masks);
    masks.start();
    encoder.start();
    return encoder;
  }
}
