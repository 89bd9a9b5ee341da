package io.cordon.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from an HTTP request which AWS call it is. */
final class CallReader {
  private static final Pattern SCOPE =
      Pattern.compile("([A-Za-z0-9]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

  private final ObjectMapper json = new ObjectMapper();

  /** The call; service and operation are "" where the request is none. */
  AwsCall read(Request request) {
    URI url = URI.create(request.getUrl());
    Map<String, String> query = pairs(url.getRawQuery());
    String signed = header(request, "Authorization");
    Matcher scope =
        SCOPE.matcher(signed.isEmpty() ? query.getOrDefault("X-Amz-Credential", "") : signed);
    String key = "";
    String region = "";
    String service = "";
    if (scope.find()) {
      key = scope.group(1);
      region = scope.group(2);
      service = scope.group(3);
    }
    if (service.equals("s3")) {
      return S3Operation.read(request, url, query, region, key);
    }
    String target = header(request, "X-Amz-Target");
    if (!target.isEmpty()) {
      String operation = target.substring(target.lastIndexOf('.') + 1);
      return new AwsCall(service, operation, region, key, flat(request.getBodyAsString()));
    }
    if (service.equals("securityhub")) {
      var operation = RestOperation.of(request.getMethod().getName(), url.getPath());
      return new AwsCall(service, operation, region, key, flat(request.getBodyAsString()));
    }
    Map<String, String> form = pairs(request.getBodyAsString());
    return new AwsCall(service, form.getOrDefault("Action", ""), region, key, form);
  }

  private static String header(Request request, String name) {
    return request.containsHeader(name) ? request.getHeader(name) : "";
  }

  private static Map<String, String> pairs(String text) {
    var pairs = new TreeMap<String, String>();
    if (text == null || text.isEmpty()) {
      return pairs;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      pairs.put(
          decoded(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return pairs;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private Map<String, String> flat(String body) {
    var all = new TreeMap<String, String>();
    try {
      flatten("", json.readTree(body), all);
    } catch (JsonProcessingException _) {
      // moto refuses it too, and says so to the caller.
    }
    return all;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties().forEach(p -> flatten(child(name, p.getKey()), p.getValue(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(child(name, String.valueOf(i + 1)), node.get(i), into);
      }
    } else {
      into.put(name, node.asText());
    }
  }

  private static String child(String name, String part) {
    return name.isEmpty() ? part : name + "." + part;
  }
}
