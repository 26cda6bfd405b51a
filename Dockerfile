# The CPU image: docker build -t argand . && docker run --rm -v "$PWD/runs:/runs" argand train --out /runs/first

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies are a layer of their own: they change less often than the sources.
COPY pom.xml .
RUN JAVA_HOME=/opt/java/openjdk mvn -B -q -Dquick dependency:go-offline
COPY src src
RUN JAVA_HOME=/opt/java/openjdk mvn -B -q -Dquick -Dmaven.test.skip=true package

# A JDK again, not a JRE: the Vector API is not in every JRE image, and the loops it makes are most of the speed.
FROM eclipse-temurin:25-jdk
LABEL org.opencontainers.image.title="Argand" org.opencontainers.image.licenses="Apache-2.0"
COPY LICENSE /opt/argand/
COPY argand /opt/argand/argand
COPY --from=build /src/target/quick/argand.jar /opt/argand/argand.jar
COPY --from=build /src/target/quick/lib /opt/argand/lib
RUN ln -s /opt/argand/argand /usr/local/bin/argand && useradd --create-home argand && mkdir /runs && chown argand /runs
USER argand
WORKDIR /runs
ENTRYPOINT ["/opt/argand/argand"]
CMD ["--help"]
