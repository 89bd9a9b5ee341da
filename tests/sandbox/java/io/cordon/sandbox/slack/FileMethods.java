package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The upload of files in three steps: ask for a place, send the bytes, share. */
final class FileMethods {
  private final WorkspaceSetup setup;
  private final Store store;
  private final Ids ids;
  private final Places places;
  private final Supplier<String> baseUrl;

  FileMethods(WorkspaceSetup setup, Store store, Ids ids, Places places, Supplier<String> baseUrl) {
    this.setup = setup;
    this.store = store;
    this.ids = ids;
    this.places = places;
    this.baseUrl = baseUrl;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "files.getUploadURLExternal",
            Rate.TIER_4,
            List.of("filename", "length", "alt_txt", "snippet_type"),
            this::place),
        Method.of(
            "files.completeUploadExternal",
            Rate.TIER_4,
            List.of("files", "channel_id", "channels", "initial_comment", "thread_ts", "blocks"),
            this::complete));
  }

  private ObjectNode place(Args args) {
    var name = args.need("filename");
    args.need("length");
    return store.change(state -> {
      var id = ids.next("F");
      state.files.put(id, StoredFile.announced(id, name));
      return Json.object().put("file_id", id).put("upload_url", baseUrl.get() + "/upload/v1/" + id);
    });
  }

  /** Takes the bytes, raw or as the first part of a form. */
  void upload(Context http) {
    var id = http.pathParam("file");
    var parts = http.uploadedFiles();
    var bytes = parts.isEmpty() ? http.bodyAsBytes() : read(parts.getFirst().content());
    var known =
        store.change(state -> {
          var file = state.files.get(id);
          if (file != null) {
            state.files.put(id, file.uploaded(bytes));
          }
          return file != null;
        });
    http.status(known ? 200 : 404).result(known ? "OK - " + bytes.length : "not found");
  }

  private static byte[] read(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode complete(Args args) {
    var files = args.json("files", "invalid_arguments");
    return store.change(state -> {
      var shared = new ArrayList<String>();
      var json = Json.object();
      var list = json.putArray("files");
      for (var file : files) {
        var stored = share(state, file);
        shared.add(stored.id());
        list.add(Wording.file(stored));
      }
      if (args.has("channel_id")) {
        var channel = places.joined(state, args.text("channel_id"));
        var thread = places.thread(state, channel, args);
        state.put(message(channel, thread, args.text("initial_comment"), shared));
      }
      return json;
    });
  }

  private static StoredFile share(State state, JsonNode wanted) {
    var stored = state.files.get(wanted.path("id").asText());
    if (stored == null || stored.step() == StoredFile.Step.ANNOUNCED) {
      throw new Refusal("file_not_found");
    }
    var name = wanted.path("title").asText(stored.name());
    var shared = stored.sharedAs(name);
    state.files.put(stored.id(), shared);
    return shared;
  }

  private Message message(
      Channel channel, @Nullable String thread, String comment, List<String> files) {
    return new Message(
        channel.id(),
        ids.ts(),
        thread,
        setup.bot().id(),
        true,
        comment,
        Json.array(),
        null,
        null,
        null,
        false,
        Map.of(),
        files);
  }
}
