# The product in one image: a first step with pip and its leftovers, a second with the finished environment only.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /opt/kooperacje
WORKDIR /src

# The libraries change seldom, our own code often: a layer each, both held to the tested versions by the lock.
COPY pyproject.toml requirements.lock README.md LICENSE ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > dependencies.txt \
    && pip --python /opt/kooperacje/bin/python install --constraint requirements.lock --requirement dependencies.txt
COPY service service
COPY graph graph
COPY cypher cypher
COPY visualizations visualizations
COPY seed seed
RUN pip --python /opt/kooperacje/bin/python install --no-deps . && pip --python /opt/kooperacje/bin/python check

FROM python:3.11-slim
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
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["kooperacje", "serve", "--host", "0.0.0.0", "--port", "8000"]
