package io.cordon.commands;

import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.aws.Instances;
import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.ledger.Actor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Finds out in which of the configured accounts and regions an instance is. */
public final class InstanceSearch {
  private static final Logger log = LoggerFactory.getLogger(InstanceSearch.class);

  private final Aws aws;

  /** A search in these accounts. */
  public InstanceSearch(Aws aws) {
    this.aws = aws;
  }

  /** What came of it. */
  public sealed interface Found {
    /** It is there. */
    record At(Target.Instance target) implements Found {}

    /** It is nowhere, or in several places; nothing was started. */
    record Not(Answer why) implements Found {}
  }

  /** Looks for an instance in somebody's name. */
  public Found find(Command.Place place, Actor by) {
    var asked = aws.scopes().stream().filter(place::covers).toList();
    var found = new ArrayList<Scope>();
    var unread = new ArrayList<Scope>();
    for (var scope : asked) {
      try {
        if (has(scope, place.instance(), by)) {
          found.add(scope);
        }
      } catch (SdkException e) {
        log.warn("cannot look for {} in {}", place.instance(), scope, e);
        unread.add(scope);
      }
    }
    return switch (found.size()) {
      case 0 -> new Found.Not(new Answer.NotFound(place.instance(), asked, unread));
      case 1 -> new Found.At(target(found.getFirst(), place.instance()));
      default -> new Found.Not(new Answer.Ambiguous(place.instance(), List.copyOf(found)));
    };
  }

  private boolean has(Scope scope, String instance, Actor by) {
    var ec2 = aws.ec2(scope, Attribution.lookup(by, Instances.TO_FIND.reading(scope)));
    return Instances.find(ec2, instance).isPresent();
  }

  private static Target.Instance target(Scope scope, String instance) {
    return new Target.Instance(scope.account(), scope.region(), instance);
  }
}
