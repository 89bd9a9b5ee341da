package io.cordon.bot.crash;

import io.cordon.ledger.Evidence;
import io.cordon.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import okhttp3.Interceptor;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Where the process may be killed by a test: before and after each durable write, each call that
 * shows something in Slack, and each call that changes something in EC2. Nothing of it is installed
 * unless the system property {@link #FILE} is set.
 */
public sealed interface Crash {
  /** The system property that switches it on: a file that each point reached is written to. */
  String FILE = "cordon.crash";

  /**
   * The system property that names the point to stand still at, as it is in the file: its name, a
   * hash and the how manieth time. Without it the points are only written down.
   */
  String AT = "cordon.crash.at";

  /** What the properties ask for. */
  static Crash configured(Properties properties) {
    var file = properties.getProperty(FILE);
    return file == null
        ? new Never()
        : new AtPoints(Points.writtenTo(Path.of(file), properties.getProperty(AT)));
  }

  /** The table, with points around each write. */
  Table table(Table table);

  /** The bucket, with points around each object stored. */
  Evidence evidence(Evidence evidence);

  /** What Slack's SDK must call around each of its calls. */
  List<Interceptor> slack();

  /** What the AWS SDK must call around each call of EC2. */
  List<ExecutionInterceptor> ec2();

  /** There are no points. */
  record Never() implements Crash {
    @Override
    public Table table(Table table) {
      return table;
    }

    @Override
    public Evidence evidence(Evidence evidence) {
      return evidence;
    }

    @Override
    public List<Interceptor> slack() {
      return List.of();
    }

    @Override
    public List<ExecutionInterceptor> ec2() {
      return List.of();
    }
  }

  /** There are. */
  record AtPoints(Points points) implements Crash {
    @Override
    public Table table(Table table) {
      return new TableAtPoints(table, points);
    }

    @Override
    public Evidence evidence(Evidence evidence) {
      return new EvidenceAtPoints(evidence, points);
    }

    @Override
    public List<Interceptor> slack() {
      return List.of(new SlackAtPoints(points));
    }

    @Override
    public List<ExecutionInterceptor> ec2() {
      return List.of(new Ec2AtPoints(points));
    }
  }
}
