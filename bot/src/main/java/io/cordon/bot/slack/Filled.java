package io.cordon.bot.slack;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import io.cordon.people.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dialog as it came back from Slack, whatever it is about.
 *
 * @param view the view's id, which never comes twice
 * @param metadata what was put into the view, or ""
 * @param fields what was filled in, by the field's block id: text, the value of a chosen option,
 *     those of ticked boxes with blanks between them, or the id of a chosen user
 */
record Filled(Person person, String view, String metadata, Map<String, String> fields) {
  static Filled of(ViewSubmissionPayload payload) {
    var user = payload.getUser();
    var view = payload.getView();
    return new Filled(
        Clicks.person(user.getId(), user.getTeamId(), payload.getTeam().getId(), user.getName()),
        view.getId(),
        Objects.requireNonNullElse(view.getPrivateMetadata(), ""),
        fields(view));
  }

  private static Map<String, String> fields(View view) {
    var fields = new HashMap<String, String>();
    view.getState()
        .getValues()
        .forEach((block, values) ->
            values.values().stream()
                .flatMap(Filled::filledIn)
                .findFirst()
                .ifPresent(text -> fields.put(block, text)));
    return fields;
  }

  private static Stream<String> filledIn(ViewState.Value field) {
    var option = field.getSelectedOption();
    var options = field.getSelectedOptions();
    return Stream.of(
            field.getValue(),
            option == null ? null : option.getValue(),
            options == null ? null : ticked(options),
            field.getSelectedUser())
        .filter(Objects::nonNull);
  }

  private static String ticked(List<ViewState.SelectedOption> options) {
    return options.stream()
        .map(ViewState.SelectedOption::getValue)
        .collect(Collectors.joining(" "));
  }

  /** Names this submission; however often it is delivered, it is carried out once. */
  String claim() {
    return "view " + view;
  }

  /** What was filled into a field; "" if nothing was. */
  String field(String block) {
    return fields.getOrDefault(block, "").strip();
  }
}
