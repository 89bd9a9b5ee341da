package io.cordon.sandbox.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The verdicts as a table: a row for each crash point, a column for each scenario. */
final class Matrix {
  private Matrix() {}

  static String of(List<Verdict> verdicts, List<Scenario> scenarios) {
    var rows = new TreeMap<String, Map<Scenario, String>>();
    for (var verdict : verdicts) {
      rows.computeIfAbsent(verdict.cell().point(), _ -> new LinkedHashMap<>())
          .put(verdict.cell().scenario(), verdict.state());
    }
    var table = new StringJoiner("\n");
    var titles = new StringJoiner(" | ", "| crash point | ", " |");
    var line = new StringJoiner("|", "|---|", "|");
    scenarios.forEach(s -> {
      titles.add(s.title());
      line.add("---");
    });
    table.add(titles.toString()).add(line.toString());
    rows.forEach((point, states) -> {
      var cells = new StringJoiner(" | ", "| " + point + " | ", " |");
      scenarios.forEach(s -> cells.add(states.getOrDefault(s, "–")));
      table.add(cells.toString());
    });
    var right = verdicts.stream().filter(Verdict::isRight).count();
    return table + "\n\n" + right + " of " + verdicts.size() + " cells right";
  }
}
