# The product in one image: a first step with pip and its leftovers, a second with the finished environment only.
# The tag can be held to a digest: --build-arg PYTHON_IMAGE=python:3.11-slim@sha256:… (`make pin-images` for compose).
ARG PYTHON_IMAGE=python:3.11-slim
FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /opt/kooperacje
WORKDIR /src

# The libraries change seldom, our own code often: a layer each, all held to the tested versions by the lock. What
# builds the wheel is one of them: pip fetches no other.
COPY pyproject.toml requirements.lock README.md LICENSE ./
RUN sed -n '/^# group build$/,/^# end$/p' requirements.lock > build.txt \
    && sed -n '/^# group product$/,/^# end$/p' requirements.lock > product.txt \
    && pip install --require-hashes --no-deps --requirement build.txt \
    && pip --python /opt/kooperacje/bin/python install --require-hashes --requirement product.txt
COPY service service
COPY graph graph
COPY cypher cypher
COPY visualizations visualizations
COPY seed seed
RUN pip wheel --no-deps --no-build-isolation --wheel-dir wheels . \
    && pip --python /opt/kooperacje/bin/python install --no-deps wheels/*.whl \
    && pip --python /opt/kooperacje/bin/python check

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --no-create-home kooperacje \
    && install --directory --owner kooperacje --mode 0700 /data
COPY --from=build /opt/kooperacje /opt/kooperacje
ENV PATH=/opt/kooperacje/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 KOOPERACJE_DATA=/data
# A consent ends and a case is retired by the day in Poland; without this the day of a container is that of UTC.
ENV TZ=Europe/Warsaw
USER kooperacje
WORKDIR /data
VOLUME /data
EXPOSE 8000
# Ready and not only alive: a full disk or a database that takes no writes is told.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=9)"]
CMD ["kooperacje", "serve", "--host", "0.0.0.0", "--port", "8000"]
