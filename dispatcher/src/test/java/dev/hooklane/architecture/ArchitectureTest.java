package dev.hooklane.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hooklane.dispatcher.Main;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages. */
final class ArchitectureTest {
    private static final String[] PRODUCER_API = {
        "dev.hooklane.event..", "dev.hooklane.producer.."
    };
    private static final String[] RETRY_TOPOLOGY = {
        "dev.hooklane.catalogue..",
        "dev.hooklane.endpoint..",
        "dev.hooklane.filter..",
        "dev.hooklane.erasure..",
        "dev.hooklane.statistics..",
        "dev.hooklane.delivery..",
        "dev.hooklane.replay..",
        "dev.hooklane.retry..",
        "dev.hooklane.topology..",
        "dev.hooklane.delay.."
    };
    private static final String[] DISPATCHER = {
        "dev.hooklane.access..",
        "dev.hooklane.api..",
        "dev.hooklane.client..",
        "dev.hooklane.command..",
        "dev.hooklane.config..",
        "dev.hooklane.console..",
        "dev.hooklane.deadletter..",
        "dev.hooklane.dispatcher..",
        "dev.hooklane.embedded..",
        "dev.hooklane.eraser..",
        "dev.hooklane.health..",
        "dev.hooklane.http..",
        "dev.hooklane.lane..",
        "dev.hooklane.metrics..",
        "dev.hooklane.replayer..",
        "dev.hooklane.published..",
        "dev.hooklane.rights..",
        "dev.hooklane.secret..",
        "dev.hooklane.tracing..",
        "dev.hooklane.waiting.."
    };

    private final JavaClasses all =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.hooklane");

    @Test
    void producerApiKnowsNobody() {
        noClasses()
                .that()
                .resideInAnyPackage(PRODUCER_API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(concat(RETRY_TOPOLOGY, DISPATCHER))
                .check(all);
    }

    @Test
    void retryTopologyDoesNotKnowTheDispatcher() {
        noClasses()
                .that()
                .resideInAnyPackage(RETRY_TOPOLOGY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DISPATCHER)
                .check(all);
    }

    @Test
    void eventsKnowNoKafka() {
        noClasses()
                .that()
                .resideInAPackage("dev.hooklane.event..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(all);
    }

    @Test
    void decisionsOnRetriesAndWaitsKnowNoKafkaAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.hooklane.retry..", "dev.hooklane.delay..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(all);
    }

    @Test
    void onlyTheHttpPackageMeetsCustomersUrls() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hooklane.http..", "dev.hooklane.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .check(all);
    }

    @Test
    void lanesDoNotKnowHttpApiOrSettings() {
        noClasses()
                .that()
                .resideInAPackage("dev.hooklane.lane..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hooklane.http..",
                        "dev.hooklane.health..",
                        "dev.hooklane.api..",
                        "dev.hooklane.config..",
                        "dev.hooklane.dispatcher..")
                .check(all);
    }

    @Test
    void theConsoleIsAClientOfTheApiAndNoMore() {
        noClasses()
                .that()
                .resideInAPackage("dev.hooklane.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hooklane.api..",
                        "dev.hooklane.command..",
                        "dev.hooklane.deadletter..",
                        "dev.hooklane.dispatcher..",
                        "dev.hooklane.eraser..",
                        "dev.hooklane.lane..",
                        "dev.hooklane.topology..",
                        "org.apache.kafka..")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("dev.hooklane.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hooklane.console..")
                .check(all);
    }

    @Test
    void noPackageIsInTwoModules() {
        Map<String, Set<String>> homes = new TreeMap<>();
        for (JavaClass each : all) {
            each.getSource()
                    .ifPresent(source ->
                            homes.computeIfAbsent(each.getPackageName(), _ -> new TreeSet<>())
                                    .add(home(source.getUri(), each)));
        }
        assertThat(homes).isNotEmpty().allSatisfy((_, modules) -> assertThat(modules).hasSize(1));
    }

    /** All but {@code Main}, which is where they are put together. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.hooklane.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        JavaClass.Predicates.equivalentTo(Main.class),
                        DescribedPredicate.alwaysTrue())
                .check(all);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> described = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        for (JavaClass each : all) {
            packages.add(each.getPackageName());
            if (each.getSimpleName().equals("package-info")) {
                described.add(each.getPackageName());
            }
        }
        assertThat(described).isEqualTo(packages);
    }

    @Test
    void classesAreNotNamedForNothing() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .check(all);
    }

    /** The folder or jar that the class came from. */
    private static String home(URI source, JavaClass each) {
        String path = source.toString();
        return path.substring(0, path.indexOf(each.getPackageName().replace('.', '/')));
    }

    private static String[] concat(String[] one, String[] other) {
        String[] both = new String[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
