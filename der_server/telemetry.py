"""Metrics and logs. Never a person in either: no ids, no weights, no words, no probabilities."""

import logging
import sys
from dataclasses import dataclass

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


@dataclass(frozen=True)
class Metrics:
    """What Prometheus may read. Labels are closed lists, never a person."""

    registry: CollectorRegistry
    sessions: Gauge
    tasks: Gauge
    latency: Histogram
    batch: Histogram
    refusals: Counter
    skipped: Counter
    calls: Counter


def _metrics() -> Metrics:
    r = CollectorRegistry()
    return Metrics(
        registry=r,
        sessions=Gauge("der_sessions", "Live sessions.", registry=r),
        tasks=Gauge("der_tasks", "Tasks of the event loop.", registry=r),
        latency=Histogram(
            "der_state_latency_seconds", "Newest covered message to state.", buckets=SECONDS, registry=r
        ),
        batch=Histogram("der_batch_people", "People in one batch.", buckets=(1, 2, 4, 8, 16, 32, 64), registry=r),
        refusals=Counter("der_refused_samples_total", "Samples refused.", ["reason", "what"], registry=r),
        skipped=Counter("der_skipped_steps_total", "Steps skipped under load.", registry=r),
        calls=Counter("der_calls_total", "Calls ended.", ["method", "code"], registry=r),
    )


METRICS = _metrics()


def set_up_logs(log_format: str) -> None:
    """Events with fields on stderr, as text or as JSON lines."""
    last = structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
