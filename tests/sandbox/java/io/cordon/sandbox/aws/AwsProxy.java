package io.cordon.sandbox.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the official SDK and moto: decides how each call is answered, and puts moto's
 * answers right where AWS's differ.
 */
final class AwsProxy {
  private static final String REQUEST_ID = "x-amzn-requestid";
  private static final Pattern CERTIFICATE =
      Pattern.compile("/SimpleNotificationService-[0-9a-f]+\\.pem");
  private static final Pattern SNS_HOST = Pattern.compile("sns\\.([a-z0-9-]+)\\.amazonaws\\.com.*");

  private record Arrived(
      AwsCall call,
      Caller caller,
      Protocol protocol,
      String body,
      @Nullable Fault fault,
      boolean toMoto) {}

  private final String moto;
  private final String defaultRegion;
  private final Journal journal;
  private final Faults faults = new Faults();
  private final SnapshotProgress snapshots = new SnapshotProgress();
  private final Transactions transactions = new Transactions();
  private final Callers callers = new Callers();
  private final CallReader reader = new CallReader();
  private final Map<UUID, Arrived> underWay = new ConcurrentHashMap<>();

  AwsProxy(String moto, String defaultRegion, Journal journal) {
    this.moto = moto;
    this.defaultRegion = defaultRegion;
    this.journal = journal;
  }

  Faults faults() {
    return faults;
  }

  SnapshotProgress snapshots() {
    return snapshots;
  }

  void reset() {
    faults.clear();
    snapshots.reset();
    transactions.reset();
    callers.reset();
    journal.clear();
  }

  /** Decides before moto is asked. */
  final class Before implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      AwsCall call = reader.read(request);
      Protocol protocol = Protocol.of(request, call);
      Caller caller = callers.of(call);
      String body = call.service().equals("s3") ? "" : request.getBodyAsString();
      Fault fault = faults.next(call);
      ResponseDefinition own = ownAnswer(fault, call, caller, protocol, request, body);
      underWay.put(event.getId(), new Arrived(call, caller, protocol, body, fault, own == null));
      return own == null ? forwarded(request) : own;
    }

    @Override
    public String getName() {
      return "before-moto";
    }
  }

  /** Sees every answer before it is sent. */
  final class After implements ResponseTransformerV2 {
    @Override
    public Response transform(Response response, ServeEvent event) {
      Arrived arrived = underWay.remove(event.getId());
      if (arrived == null || arrived.call.operation().isEmpty()) {
        return response;
      }
      Response answer = arrived.toMoto ? corrected(arrived, response) : response;
      record(arrived, answer);
      return switch (arrived.fault) {
        case Fault.TimeoutAfterChange timeout ->
            Response.Builder.like(answer).incrementInitialDelay(timeout.held().toMillis()).build();
        case Fault.ConnectionLostAfterChange _ ->
            Response.Builder.like(answer)
                .fault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                .build();
        case null, default -> answer;
      };
    }

    @Override
    public String getName() {
      return "after-moto";
    }
  }

  private @Nullable ResponseDefinition ownAnswer(
      @Nullable Fault fault,
      AwsCall call,
      Caller caller,
      Protocol protocol,
      Request request,
      String body) {
    return switch (fault) {
      case Fault.Throttled _ -> WireError.throttled(call).in(protocol);
      case Fault.AccessDenied _ -> WireError.denied(call, caller).in(protocol);
      case Fault.ServerError _ -> WireError.server(call).in(protocol);
      case Fault.Refused(int status, String code, String message) ->
          new WireError(status, code, message).in(protocol);
      case Fault.Unreachable _ ->
          aResponse()
              .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
              .build();
      case Fault.TimeoutAfterChange _, Fault.ConnectionLostAfterChange _ ->
          withoutMoto(call, request, body);
      case null -> withoutMoto(call, request, body);
    };
  }

  private @Nullable ResponseDefinition withoutMoto(AwsCall call, Request request, String body) {
    return call.service().equals("s3")
        ? Checksums.refusal(request)
        : transactions.repeated(call, body);
  }

  private ResponseDefinition forwarded(Request request) {
    var proxied = aResponse().proxiedFrom(moto);
    if (Checksums.unseenByMoto(request)) {
      proxied = proxied.withAdditionalRequestHeader("x-amz-sdk-checksum-algorithm", "SHA256");
    }
    if (CERTIFICATE.matcher(request.getUrl()).matches()) {
      // moto finds the service of a call only by its signature, and the certificate is unsigned.
      proxied =
          proxied.withAdditionalRequestHeader(
              "Authorization",
              ("AWS4-HMAC-SHA256 Credential=none/20260101/%s/sns/aws4_request,"
                      + " SignedHeaders=host, Signature=none")
                  .formatted(snsRegion(request)));
    }
    return proxied.build();
  }

  private String snsRegion(Request request) {
    Matcher host = SNS_HOST.matcher(request.getHost());
    return host.matches() ? host.group(1) : defaultRegion;
  }

  private Response corrected(Arrived arrived, Response fromMoto) {
    AwsCall call = arrived.call;
    transactions.answered(call, arrived.body, fromMoto);
    Response response = withRequestId(fromMoto, arrived.protocol);
    if (response.getStatus() == 500 && text(response).startsWith("<!doctype html>")) {
      var error = WireError.missing(call);
      return Response.Builder.like(response)
          .status(error.status())
          .body(error.body(arrived.protocol, ""))
          .headers(HttpHeaders.noHeaders())
          .build();
    }
    if (response.getStatus() != 200) {
      return response;
    }
    return switch (call.name()) {
      case "ec2:CreateSnapshot", "ec2:CreateSnapshots" ->
          withBody(response, snapshots.created(text(response)));
      case "ec2:DescribeSnapshots" -> withBody(response, snapshots.described(text(response)));
      case "sts:AssumeRole" -> withBody(response, callers.assumed(call, text(response)));
      default -> response;
    };
  }

  /** EC2's SDK reads the request id from the body, where moto writes always the same. */
  private static Response withRequestId(Response response, Protocol protocol) {
    return protocol == Protocol.EC2
        ? withBody(
            response,
            text(response)
                .replace(">request-id<", ">" + header(response.getHeaders(), REQUEST_ID) + "<"))
        : response;
  }

  private void record(Arrived arrived, Response answer) {
    HttpHeaders headers = answer.getHeaders();
    String id = header(headers, REQUEST_ID);
    boolean failed = answer.getStatus() >= 400;
    boolean silent = arrived.fault instanceof Fault.Unreachable;
    journal.add(
        arrived.call,
        arrived.caller,
        silent ? 0 : answer.getStatus(),
        failed ? ErrorCode.in(text(answer)) : "",
        id.isEmpty() ? header(headers, "x-amz-request-id") : id,
        arrived.fault);
  }

  private static String header(@Nullable HttpHeaders headers, String name) {
    if (headers == null || !headers.getHeader(name).isPresent()) {
      return "";
    }
    return headers.getHeader(name).firstValue();
  }

  private static String text(Response response) {
    return new String(response.getBody(), StandardCharsets.UTF_8);
  }

  private static Response withBody(Response response, String body) {
    var headers =
        new HttpHeaders(
            response.getHeaders().all().stream()
                .filter(header -> !header.keyEquals("Content-Length"))
                .toList());
    return Response.Builder.like(response).headers(headers).body(body).build();
  }
}
