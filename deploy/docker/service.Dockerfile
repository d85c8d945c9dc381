# The image of one service: a JRE, the service's fast-jar, and a user without rights.
#   docker build -f deploy/docker/service.Dockerfile --build-arg SERVICE=trainer -t graft/trainer .
# Any image with a Java 17 runtime will do as the base.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
ARG SERVICE
RUN useradd --system --uid 10001 --create-home graft
COPY --chown=graft services/${SERVICE}/target/quarkus-app/ /opt/graft/
USER graft
WORKDIR /home/graft
# In a container the port is published on purpose; everywhere else services bind to loopback.
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080 \
    OMP_WAIT_POLICY=PASSIVE \
    OPT_OUT_TRACKING=true \
    JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=60 -Dai.djl.offline=true"
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/graft/quarkus-run.jar"]
