# The images: `cuda`, which is also the default, for machines with an NVIDIA GPU, and `cpu` for all others.
#
#   docker build -t argand .
#   docker run --rm --gpus all argand verify --device cuda
#
#   docker build --target cpu --build-arg BUILD=ubuntu:24.04 -t argand:cpu .
#   docker run --rm -v "$PWD/runs:/runs" argand:cpu train --out /runs/first
#
# Every image that this starts from is an argument; they need apt. The kernels are checked in as PTX, so BUILD needs no
# CUDA: with nvcc, the build also checks that the sources still compile. docs/gpu.md has more.

ARG CUDA=12.6.3
ARG JDK=eclipse-temurin:25-jdk
ARG BUILD=nvidia/cuda:${CUDA}-devel-ubuntu24.04
ARG RUNTIME=nvidia/cuda:${CUDA}-runtime-ubuntu24.04
ARG BASE=ubuntu:24.04

FROM ${JDK} AS jdk

FROM ${BUILD} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends cmake g++ make maven \
    && rm -rf /var/lib/apt/lists/*
COPY --from=jdk /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk
WORKDIR /src
# The dependencies are a layer of their own: they change less often than the sources.
COPY pom.xml .
RUN mvn -B -q -Dquick dependency:go-offline
COPY argand LICENSE ./
COPY scripts/runtime.sh scripts/runtime.sh
COPY kernels kernels
COPY native native
COPY src src
# /program is what the images have in common: Argand, and a Java runtime of just the modules that it needs.
RUN kernels/build.sh --check \
    && mvn -B -q -Dquick -Dmaven.test.skip=true package \
    && mkdir -p /program/opt/argand /program/opt/java \
    && cp -r argand LICENSE target/quick/argand.jar target/quick/lib /program/opt/argand/ \
    && scripts/runtime.sh /program/opt/java/argand --generate-cds-archive

FROM ${BASE} AS cpu
LABEL org.opencontainers.image.title="Argand" org.opencontainers.image.licenses="Apache-2.0"
# The charts need a font.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && ln -s /opt/argand/argand /usr/local/bin/argand \
    && useradd --uid 10001 --create-home argand \
    && install -d -o argand /runs
COPY --from=build /program /
USER argand
WORKDIR /runs
HEALTHCHECK --interval=60s --timeout=20s CMD ["/opt/argand/argand", "devices"]
ENTRYPOINT ["/opt/argand/argand"]
CMD ["--help"]

# The runtime image brings cuBLAS and cuFFT, and the container toolkit the host's driver.
FROM ${RUNTIME} AS cuda
LABEL org.opencontainers.image.title="Argand with CUDA" org.opencontainers.image.licenses="Apache-2.0"
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && ln -s /opt/argand/argand /usr/local/bin/argand \
    && useradd --uid 10001 --create-home argand \
    && install -d -o argand /runs
COPY --from=build /program /
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER argand
WORKDIR /runs
HEALTHCHECK --interval=60s --timeout=20s CMD ["/opt/argand/argand", "devices"]
ENTRYPOINT ["/opt/argand/argand"]
CMD ["--help"]
