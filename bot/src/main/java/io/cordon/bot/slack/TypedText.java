package io.cordon.bot.slack;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows a slash command, as people typed it. Slack sends names of people and channels, and
 * addresses, as markup, and three characters as entities, where the command's "escape channels,
 * users, and links" is on (docs.slack.dev/interactivity/implementing-slash-commands).
 *
 * @param text without markup
 * @param people the ids of those who are mentioned in it, by what stands for them there: "@ann"
 */
record TypedText(String text, Map<String, String> people) {
  private static final Pattern MARKUP = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");
  private static final Pattern USER = Pattern.compile("@([UW][A-Z0-9]{2,30})");

  /** Keeps its own copy. */
  TypedText {
    people = Map.copyOf(people);
  }

  /** Reads what Slack sent. */
  static TypedText of(String sent) {
    var people = new HashMap<String, String>();
    var text = MARKUP.matcher(sent).replaceAll(m -> Matcher.quoteReplacement(plain(m, people)));
    return new TypedText(
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), people);
  }

  private static String plain(MatchResult markup, Map<String, String> people) {
    var target = markup.group(1);
    var label = markup.group(2);
    var user = USER.matcher(target);
    if (user.matches()) {
      return mention(user.group(1), label == null ? "" : label, people);
    }
    return target.startsWith("#") || target.startsWith("!")
        ? target.substring(0, 1).replace("!", "") + (label == null ? target.substring(1) : label)
        : target;
  }

  /** Two people of one name are told apart by their ids. */
  private static String mention(String id, String name, Map<String, String> people) {
    var word = "@" + name.replaceAll("[\\s\"=]+", "_");
    if (name.isEmpty() || !people.getOrDefault(word, id).equals(id)) {
      word = "@" + id;
    }
    people.put(word, id);
    return word;
  }
}
