# The image of one service: a JRE, the service's fast-jar, and a user without rights.
# The context is the service's fast-jar:
#   docker build -f deploy/docker/service.Dockerfile -t graft/trainer services/trainer/target/quarkus-app
# Any image with a Java 17 runtime will do as the base.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin graft
COPY . /opt/graft/
USER graft
WORKDIR /home/graft
# In a container the port is published on purpose; everywhere else services bind to loopback. So the service starts only when
# it is told who may do what: GRAFT_API_TOKEN_FILE, an OIDC issuer, or GRAFT_API_OPEN=true (docs/operations.md).
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080 \
    GRAFT_LOG=json \
    OMP_WAIT_POLICY=PASSIVE \
    OPT_OUT_TRACKING=true \
    JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=60 -Dai.djl.offline=true"
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/graft/quarkus-run.jar"]
