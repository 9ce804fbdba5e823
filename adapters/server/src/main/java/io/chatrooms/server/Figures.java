package io.chatrooms.server;

import io.chatrooms.core.action.ActionObserver;
import io.chatrooms.core.action.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Counts and times what the server does. Labels contain no id and nothing personal. */
final class Figures implements ActionObserver, RequestLog {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Figures() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  MeterRegistry registry() {
    return registry;
  }

  /** Shows a number of this object, which is measured when the figures are read. */
  <T> void show(String name, String help, T of, ToDoubleFunction<T> number) {
    Gauge.builder(name, of, number).description(help).register(registry);
  }

  @Override
  public void observe(Observation observation) {
    Timer.builder("chatrooms.actions")
        .description("Actions by their outcome and the rule that decided it")
        .serviceLevelObjectives(BUCKETS)
        .tag("action", observation.action())
        .tag("outcome", observation.refusal().map(Refusal.Kind::apiName).orElse("Success"))
        .tag("rule", observation.rule().number())
        .register(registry)
        .record(observation.duration());
  }

  /** Is called once each request has ended, also for those that ask for no action. */
  @Override
  public void log(Request request, Response response) {
    Timer.builder("chatrooms.http.requests")
        .description("HTTP requests by the status of the answer, 0 if the client got none")
        .serviceLevelObjectives(BUCKETS)
        .tag("status", Integer.toString(response.getStatus()))
        .register(registry)
        .record(System.nanoTime() - request.getBeginNanoTime(), TimeUnit.NANOSECONDS);
  }

  /** All figures in the text format of Prometheus. */
  String text() {
    return registry.scrape();
  }
}
