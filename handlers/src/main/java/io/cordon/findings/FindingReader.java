package io.cordon.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the text of an SNS message into findings, whatever product or envelope it came in. */
public final class FindingReader {

  private static final Logger log = LoggerFactory.getLogger(FindingReader.class);

  /** Forwarders wrap once or twice; nobody means more than this. */
  private static final int DEEPEST_WRAPPING = 8;

  /** A product is added here and nowhere else. The first that recognises a bare object reads it. */
  private static final List<Format> FORMATS =
      List.of(
          new AsffFormat(),
          new OcsfFormat(),
          new InspectorFormat(),
          new GuardDutyFormat(),
          new MalwareScanFormat(),
          new InsightFormat(),
          new NoticeFormat(),
          new AccessAnalyzerFormat(),
          new MacieFormat(),
          new ConfigFormat(),
          new AlarmFormat(),
          new CloudTrailFormat(),
          new HealthFormat());

  private final List<Format> formats;

  /** A reader for all products that Cordon knows. */
  public FindingReader() {
    this(FORMATS);
  }

  FindingReader(List<Format> formats) {
    this.formats = formats;
  }

  /**
   * Reads a message. Never throws for any text; what it cannot read comes back as {@link
   * Reading.Unreadable}, in its place among the others. Never empty.
   *
   * @param message the text of the SNS message (its {@code Message} field)
   */
  public List<Reading> read(String message) {
    return readText(message, 0);
  }

  private List<Reading> readText(String text, int depth) {
    return JsonText.parse(text)
        .map(json -> readJson(json, depth))
        .orElseGet(() -> unreadable("The text is not JSON, or nests too deeply."));
  }

  private List<Reading> readJson(JsonNode json, int depth) {
    if (depth > DEEPEST_WRAPPING) {
      return unreadable("The message is wrapped too often.");
    }
    if (json.isArray()) {
      return readAll(json.valueStream().toList(), depth);
    }
    if (!json.isObject() || json.isEmpty()) {
      return unreadable("There is no object with fields in it.");
    }
    Fields fields = new Fields(json);
    return Wrapping.contents(fields)
        .map(contents -> readAll(contents, depth))
        .orElseGet(() -> readUnwrapped(fields, depth));
  }

  /** A list of nothing but numbers or the like is one thing that cannot be read, not a thousand. */
  private List<Reading> readAll(List<JsonNode> parts, int depth) {
    if (parts.stream().noneMatch(part -> part.isContainerNode() || part.isTextual())) {
      return unreadable("The list holds no findings.");
    }
    return parts.stream().flatMap(part -> readPart(part, depth + 1).stream()).toList();
  }

  private List<Reading> readPart(JsonNode part, int depth) {
    return part.isTextual() ? readText(part.textValue(), depth) : readJson(part, depth);
  }

  private List<Reading> readUnwrapped(Fields fields, int depth) {
    if (fields.has("detail-type")) {
      return readEvent(fields);
    }
    Optional<Format> format = recognising(fields);
    if (format.isPresent()) {
      return List.of(readOne(format.get(), fields, Envelope.NONE));
    }
    // The bodies of APIs and exports; both spellings occur.
    Fields findings = fields.at("Findings");
    return findings.node().isArray()
        ? readJson(findings.node(), depth + 1)
        : unreadable("No reader knows the shape of this message.");
  }

  private List<Reading> readEvent(Fields event) {
    Envelope envelope = Envelope.of(event);
    return formats.stream()
        .filter(format -> format.announcedBy(envelope.detailType()))
        .findFirst()
        .map(format -> readParts(format, event, envelope))
        .filter(readings -> !readings.isEmpty())
        .orElseGet(() -> readDetail(event.embedded("detail"), envelope));
  }

  /** Empty where there is no object among the parts. */
  private List<Reading> readParts(Format announced, Fields event, Envelope envelope) {
    List<Fields> parts = announced.parts(event);
    return parts.stream().noneMatch(Fields::isObject)
        ? List.of()
        : parts.stream().map(part -> readPartOfEvent(announced, part, envelope)).toList();
  }

  /** For events that announce no format, or one whose findings they lack. */
  private List<Reading> readDetail(Fields detail, Envelope envelope) {
    return recognising(detail)
        .map(format -> List.of(readOne(format, detail, envelope)))
        .orElseGet(() -> unreadable("An event in which no reader knows a finding."));
  }

  /** The shape decides where it is clear, since forwarders mix formats; else the detail-type. */
  private Reading readPartOfEvent(Format announced, Fields part, Envelope envelope) {
    if (!part.isObject() || part.node().isEmpty()) {
      return new Reading.Unreadable("A part of the event is no object with fields.");
    }
    return announced.recognises(part)
        ? readOne(announced, part, envelope)
        : readOne(recognising(part).orElse(announced), part, envelope);
  }

  private Optional<Format> recognising(Fields object) {
    return formats.stream().filter(format -> format.recognises(object)).findFirst();
  }

  /** A finding that breaks a reader is kept as unreadable: it must not stop the others. */
  private static Reading readOne(Format format, Fields finding, Envelope envelope) {
    try {
      String sha256 = CanonicalHash.of(finding.node());
      return new Reading.Read(format.read(finding, envelope).finish(envelope, sha256), sha256);
    } catch (RuntimeException e) {
      // Without the exception's own words, which can quote the finding.
      log.error("{} failed with {}", format.getClass().getSimpleName(), e.getClass().getName());
      return new Reading.Unreadable("The reader of this format failed; this is a fault in Cordon.");
    }
  }

  private static List<Reading> unreadable(String reason) {
    return List.of(new Reading.Unreadable(reason));
  }
}
