# Builds the jar with Maven on Java 25, and runs it as nobody in particular.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY handlers/pom.xml handlers/
COPY templates/pom.xml templates/
COPY bot/pom.xml bot/
COPY tests/pom.xml tests/
COPY handlers/src handlers/src
COPY templates/src templates/src
COPY bot/src bot/src
RUN mvn -q -B -pl bot -am package

FROM eclipse-temurin:25-jre
RUN groupadd --system cordon && useradd --system --gid cordon --no-create-home cordon
COPY --from=build /src/bot/target/cordon.jar /opt/cordon/cordon.jar
USER cordon
WORKDIR /etc/cordon
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-XX:+UseCompactObjectHeaders", "-jar", "/opt/cordon/cordon.jar"]
CMD ["run"]
