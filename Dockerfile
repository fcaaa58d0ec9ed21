# The receptionist as an image. `docker build -t receptionist .`; what to set: README.md, compose.yaml shows how.
#   serve     docker run receptionist                       (app.serve, two workers)
#   migrate   docker run --rm receptionist app.migrate      (before a new version serves)
#   examine   docker run --rm receptionist app.doctor
ARG BASE=python:3.12.8-slim-bookworm

FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/backend
RUN python -m venv /opt/venv
COPY backend/requirements-runtime.lock ./
RUN /opt/venv/bin/pip install --require-hashes --no-deps --requirement requirements-runtime.lock
COPY backend/pyproject.toml backend/alembic.ini ./
COPY backend/app ./app
COPY backend/migrations ./migrations
RUN /opt/venv/bin/pip install --no-deps --editable . \
    && /opt/venv/bin/python -m compileall -q app migrations /opt/venv/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="ai-telephony" \
      org.opencontainers.image.licenses="MIT"
# The only directory that must be written to and outlive a restart: callers are kept there while the database is away.
RUN groupadd --gid 10001 receptionist \
    && useradd --uid 10001 --gid receptionist --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin receptionist \
    && install -d -o receptionist -g receptionist -m 0700 /var/lib/receptionist/spool
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/backend /srv/backend
COPY dashboard /srv/dashboard
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SPOOL_DIR=/var/lib/receptionist/spool
WORKDIR /srv/backend
USER 10001:10001
EXPOSE 8000
VOLUME /var/lib/receptionist/spool
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m"]
CMD ["app.serve", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
