package io.cordon.sandbox.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;

/**
 * The sandbox's AWS: moto behind a proxy on a free port of this machine. The proxy fills moto's
 * gaps, keeps a journal, and makes calls fail on demand. Signatures of calls are not checked: any
 * access key will do, and stands for {@link #ACCOUNT}; other accounts are reached by AssumeRole.
 *
 * <p>SNS signs what it delivers, with signature version 2, and gives {@code
 * https://sns.<region>.amazonaws.com/SimpleNotificationService-<id>.pem} as the certificate's
 * address. That certificate is had here by {@code GET
 * <endpoint>/SimpleNotificationService-<id>.pem}, unsigned, with {@code Host:
 * sns.<region>.amazonaws.com}; with any other host it is looked for in {@link #REGION}. Each
 * message has a certificate of its own.
 */
public final class AwsEmulator implements AutoCloseable {
  /** The account of every access key that no AssumeRole gave out. */
  public static final String ACCOUNT = "123456789012";

  /** The region that the sandbox lives in. */
  public static final String REGION = "eu-west-1";

  private static final class Shared {
    static final AwsEmulator EMULATOR = start(Clock.systemUTC());
  }

  private final MotoServer moto;
  private final WireMockServer wireMock;
  private final AwsProxy proxy;
  private final Journal journal;

  private AwsEmulator(MotoServer moto, Clock clock) {
    this.moto = moto;
    this.journal = new Journal(clock);
    this.proxy = new AwsProxy(moto.endpoint().toString(), REGION, journal);
    this.wireMock =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(64)
                .disableRequestJournal()
                .gzipDisabled(true)
                .preserveHostHeader(true)
                .extensions(proxy.new Before(), proxy.new After()));
    wireMock.start();
    wireMock.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(moto.endpoint().toString())));
  }

  /**
   * Starts an AWS of its own.
   *
   * @param clock gives the times in the journal
   * @throws AwsUnavailable when Python or moto cannot be had
   */
  public static AwsEmulator start(Clock clock) {
    return new AwsEmulator(MotoServer.start(MotoServer.home()), clock);
  }

  /**
   * The one that all test classes of this JVM share, started on first use. Tests that use it begin
   * with {@link #reset}. It ends with the JVM; do not close it.
   */
  public static AwsEmulator shared() {
    return Shared.EMULATOR;
  }

  /** What {@code AWS_ENDPOINT_URL} is for this AWS. */
  public URI endpoint() {
    // By address, not by name: with a name the SDK puts the bucket into the host.
    return URI.create("http://127.0.0.1:" + wireMock.port());
  }

  /** SDK clients for {@link #ACCOUNT} in {@link #REGION}. */
  public AwsClients clients() {
    return AwsClients.withKey(endpoint(), REGION);
  }

  /** Makes this AWS fail. Faults are tried in the order in which they were given. */
  public void inject(Fault fault, FaultRule rule) {
    proxy.faults().add(fault, rule);
  }

  /** From now on no call fails on purpose. */
  public void clearFaults() {
    proxy.faults().clear();
  }

  /** How far snapshots are, to be set by tests. */
  public SnapshotProgress snapshots() {
    return proxy.snapshots();
  }

  /** Every call answered since the last reset, reading ones too, in order. */
  public List<AnsweredCall> calls() {
    return journal.all();
  }

  /** The calls that changed something, in order. */
  public List<AnsweredCall> changes() {
    return journal.all().stream().filter(AnsweredCall::changedSomething).toList();
  }

  /** Begins the journal anew, as after seeding. */
  public void forgetCalls() {
    journal.clear();
  }

  /** Forgets everything: resources of all accounts, sessions, faults, journal. */
  public void reset() {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(moto.endpoint().resolve("/moto-api/reset"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("moto did not reset: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    proxy.reset();
  }

  @Override
  public void close() {
    wireMock.stop();
    moto.close();
  }
}
