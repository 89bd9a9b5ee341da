package io.cordon.custody;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cordon.ledger.CaseKey;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What somebody may do to a ledger who can write into its table. */
record Tampering(Table table) {
  private List<Item> appends(CaseKey key) {
    return table.query("case " + key, "e#", "");
  }

  /** Changes the one line that has these words. */
  void replaceLine(CaseKey key, String words, String others) {
    var item =
        appends(key).stream()
            .filter(append -> lines(append).contains(words))
            .findFirst()
            .orElseThrow();
    var lines = lines(item).replace(words, others);
    table.write(List.of(new Write.Replace(item.withBody(packed(lines)))));
  }

  /** Takes the last lines away. */
  void removeLastAppend(CaseKey key) {
    table.write(List.of(new Write.Delete(appends(key).getLast())));
  }

  private static String lines(Item append) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(append.body()))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(String lines) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(lines.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
