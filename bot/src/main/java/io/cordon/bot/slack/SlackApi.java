package io.cordon.bot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import com.slack.api.model.User;
import com.slack.api.model.view.View;
import io.cordon.bot.parts.Part;
import io.cordon.people.Directory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Slack Web API methods that Cordon uses. Outside text never formats or links here: {@code
 * parse=none}, no link names, no unfurling, whatever the message says.
 */
public final class SlackApi implements Directory {
  private static final Logger log = LoggerFactory.getLogger(SlackApi.class);

  /** The type of the metadata on everything that Cordon posts. */
  private static final String METADATA = "cordon_case";

  private static final int PAGE = 200;

  private final MethodsClient slack;
  private final Part part;

  /**
   * The API behind this client.
   *
   * @param part hears whether Slack answers
   */
  public SlackApi(MethodsClient slack, Part part) {
    this.slack = slack;
    this.part = part;
  }

  /**
   * What is posted.
   *
   * @param text for notifications and screen readers
   * @param blocks Block Kit, as JSON
   */
  public record Content(String text, String blocks) {}

  /** Where a message stands. */
  public record Posted(String channel, String ts) {}

  /**
   * Posts a message.
   *
   * @param thread the ts of the message that it belongs under, or null
   * @param mark opaque words by which the message can be found again; anybody can read them
   */
  public Posted post(
      String channel, @Nullable String thread, Content content, Map<String, Object> mark) {
    var request =
        ChatPostMessageRequest.builder()
            .channel(channel)
            .threadTs(thread)
            .text(content.text())
            .blocksAsString(content.blocks())
            .metadata(metadata(mark))
            .parse("none")
            .linkNames(false)
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    var answer = call("chat.postMessage", () -> slack.chatPostMessage(request));
    var posted = new Posted(answer.getChannel(), answer.getTs());
    if (thread != null && answer.getMessage().getThreadTs() == null) {
      // Slack posts a reply to a message that is gone into the channel, where it means nothing.
      delete(posted);
      throw new SlackTrouble("chat.postMessage", new SlackTrouble.Kind.Refused("thread_not_found"));
    }
    return posted;
  }

  private void delete(Posted at) {
    call("chat.delete", () -> slack.chatDelete(r -> r.channel(at.channel()).ts(at.ts())));
  }

  /** Changes a message. */
  public void update(Posted at, Content content) {
    call(
        "chat.update",
        () ->
            slack.chatUpdate(r ->
                r.channel(at.channel())
                    .ts(at.ts())
                    .text(content.text())
                    .blocksAsString(content.blocks())
                    .parse("none")
                    .linkNames(false)));
  }

  /**
   * Shows something to one person: in the channel, or as a direct message if they left it.
   *
   * @param channel "" for a direct message
   */
  public void tell(String channel, String user, Content content) {
    if (channel.isEmpty()) {
      post(direct(user), null, content, Map.of());
      return;
    }
    try {
      call(
          "chat.postEphemeral",
          () ->
              slack.chatPostEphemeral(r ->
                  r.channel(channel)
                      .user(user)
                      .text(content.text())
                      .blocksAsString(content.blocks())
                      .parse("none")
                      .linkNames(false)));
    } catch (SlackTrouble trouble) {
      if (!(trouble.kind() instanceof SlackTrouble.Kind.Refused refused)
          || !Set.of("user_not_in_channel", "not_in_channel").contains(refused.error())) {
        throw trouble;
      }
      post(direct(user), null, content, Map.of());
    }
  }

  /** The channel of the direct conversation with somebody, opened if there was none. */
  public String direct(String user) {
    return call("conversations.open", () -> slack.conversationsOpen(r -> r.users(List.of(user))))
        .getChannel()
        .getId();
  }

  /**
   * Finds a message of ours again by its mark, in a channel or in a thread.
   *
   * @param oldest how far back to look, as a ts
   */
  public Optional<Posted> find(
      String channel, @Nullable String thread, Map<String, Object> mark, String oldest) {
    for (var cursor = Optional.of(""); cursor.isPresent(); ) {
      var page =
          thread == null
              ? history(channel, oldest, cursor.get())
              : replies(channel, thread, oldest, cursor.get());
      var found = page.messages().stream().filter(m -> isMarked(m, mark)).findFirst();
      if (found.isPresent()) {
        return found.map(message -> new Posted(channel, message.getTs()));
      }
      cursor = page.next();
    }
    return Optional.empty();
  }

  /** Some messages, and where the next ones begin, if there are more. */
  private record Page(List<Message> messages, Optional<String> next) {
    static Page of(List<Message> messages, @Nullable ResponseMetadata metadata) {
      var next = metadata == null ? null : metadata.getNextCursor();
      return new Page(messages, Optional.ofNullable(next).filter(cursor -> !cursor.isEmpty()));
    }
  }

  private Page history(String channel, String oldest, String cursor) {
    var answer =
        call(
            "conversations.history",
            () ->
                slack.conversationsHistory(r ->
                    r.channel(channel)
                        .oldest(oldest)
                        .cursor(cursor)
                        .limit(PAGE)
                        .includeAllMetadata(true)));
    return Page.of(answer.getMessages(), answer.getResponseMetadata());
  }

  private Page replies(String channel, String thread, String oldest, String cursor) {
    var answer =
        call(
            "conversations.replies",
            () ->
                slack.conversationsReplies(r ->
                    r.channel(channel)
                        .ts(thread)
                        .oldest(oldest)
                        .cursor(cursor)
                        .limit(PAGE)
                        .includeAllMetadata(true)));
    return Page.of(answer.getMessages(), answer.getResponseMetadata());
  }

  private static boolean isMarked(Message message, Map<String, Object> mark) {
    var metadata = message.getMetadata();
    return metadata != null
        && METADATA.equals(metadata.getEventType())
        && mark.equals(metadata.getEventPayload());
  }

  private static Message.@Nullable Metadata metadata(Map<String, Object> mark) {
    return mark.isEmpty()
        ? null
        : Message.Metadata.builder().eventType(METADATA).eventPayload(mark).build();
  }

  /** Opens a modal. */
  public View open(String trigger, String view) {
    return call("views.open", () -> slack.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)))
        .getView();
  }

  /** Changes a modal that nobody else changed meanwhile. */
  public void update(View opened, String view) {
    call(
        "views.update",
        () ->
            slack.viewsUpdate(
                r -> r.viewId(opened.getId()).hash(opened.getHash()).viewAsString(view)));
  }

  /** Where a message can be opened; empty if Slack does not say. */
  public Optional<String> permalink(String channel, String ts) {
    try {
      var answer =
          call(
              "chat.getPermalink",
              () -> slack.chatGetPermalink(r -> r.channel(channel).messageTs(ts)));
      return Optional.ofNullable(answer.getPermalink());
    } catch (SlackTrouble trouble) {
      log.debug("no permalink of {} in {}", ts, channel, trouble);
      return Optional.empty();
    }
  }

  /** The ids of the bot's own user and workspace. */
  public record Self(String user, String team) {}

  /** Who this token belongs to. */
  public Self self() {
    var answer = call("auth.test", () -> slack.authTest(r -> r));
    return new Self(answer.getUserId(), answer.getTeamId());
  }

  @Override
  public Profile profile(String userId) {
    try {
      var user = call("users.info", () -> slack.usersInfo(r -> r.user(userId))).getUser();
      return new Profile(userId, user.getTeamId(), isGuest(user), user.isBot(), user.isDeleted());
    } catch (SlackTrouble trouble) {
      throw new Unreadable("users.info of " + userId, trouble);
    }
  }

  private static boolean isGuest(User user) {
    return user.isRestricted() || user.isUltraRestricted() || user.isStranger();
  }

  @Override
  public Set<String> members(String groupId) {
    try {
      var answer =
          call("usergroups.users.list", () -> slack.usergroupsUsersList(r -> r.usergroup(groupId)));
      return Set.copyOf(new ArrayList<>(answer.getUsers()));
    } catch (SlackTrouble trouble) {
      throw new Unreadable("members of " + groupId, trouble);
    }
  }

  /** A call of the SDK. */
  private interface Call<T> {
    T make() throws IOException, SlackApiException;
  }

  private <T extends SlackApiTextResponse> T call(String method, Call<T> call) {
    try {
      var answer = call.make();
      part.answered();
      if (!answer.isOk()) {
        throw new SlackTrouble(method, new SlackTrouble.Kind.Refused(answer.getError()));
      }
      return answer;
    } catch (SlackApiException e) {
      if (e.getResponse().code() == 429) {
        part.answered();
        throw new SlackTrouble(method, new SlackTrouble.Kind.Busy(retryAfter(e)));
      }
      part.failed(e);
      throw new SlackTrouble(method, e);
    } catch (IOException e) {
      part.failed(e);
      throw new SlackTrouble(method, e);
    }
  }

  private static Duration retryAfter(SlackApiException e) {
    var header = e.getResponse().header("Retry-After");
    try {
      return Duration.ofSeconds(header == null ? 1 : Long.parseLong(header.strip()));
    } catch (NumberFormatException _) {
      return Duration.ofSeconds(1);
    }
  }
}
