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
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The arrows between modules and packages. */
// The classes are read once for all of its tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    /** In the order in which a delivery passes them. */
    private static final String[] HOPS = {
        "dev.hooklane.poll..",
        "dev.hooklane.lane..",
        "dev.hooklane.attempt..",
        "dev.hooklane.offset.."
    };

    private final JavaClasses all =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.hooklane");

    @Test
    void producerApiKnowsNobody() {
        noClasses()
                .that(areIn("producer-api"))
                .should()
                .dependOnClassesThat(areIn("retry-topology").or(areIn("dispatcher")))
                .check(all);
    }

    @Test
    void retryTopologyDoesNotKnowTheDispatcher() {
        noClasses()
                .that(areIn("retry-topology"))
                .should()
                .dependOnClassesThat(areIn("dispatcher"))
                .check(all);
    }

    /** By the folder or jar that they come from, so that no package is forgotten. */
    private static DescribedPredicate<JavaClass> areIn(String module) {
        return DescribedPredicate.describe(
                "are in " + module,
                each ->
                        each.getPackageName().startsWith("dev.hooklane")
                                && each.getSource()
                                        .map(source -> home(source.getUri(), each))
                                        .filter(home -> home.contains("/" + module + "/"))
                                        .isPresent());
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
    void onlyTheWayOutMeetsCustomersUrls() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.hooklane.http..",
                        "dev.hooklane.egress..",
                        "dev.hooklane.dns..",
                        "dev.hooklane.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .check(all);
    }

    @Test
    void theHopsOfADeliveryKnowOnlyTheOnesBehindThem() {
        for (int hop = 1; hop < HOPS.length; hop++) {
            noClasses()
                    .that()
                    .resideInAPackage(HOPS[hop])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Arrays.copyOf(HOPS, hop))
                    .check(all);
        }
    }

    @Test
    void lanesDoNotKnowHttpApiOrSettings() {
        noClasses()
                .that()
                .resideInAnyPackage(HOPS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hooklane.http..",
                        "dev.hooklane.egress..",
                        "dev.hooklane.dns..",
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
                        "dev.hooklane.poll..",
                        "dev.hooklane.lane..",
                        "dev.hooklane.attempt..",
                        "dev.hooklane.offset..",
                        "dev.hooklane.fanout..",
                        "dev.hooklane.history..",
                        "dev.hooklane.lookup..",
                        "dev.hooklane.topic..",
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

    /** Every package is a slice, also one that is in another. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.hooklane.(**)").should().beFreeOfCycles().check(all);
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
}
