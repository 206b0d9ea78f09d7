package dev.hooklane.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The arrows between the packages of the rig. */
// The classes are read once for all of its tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private static final int TYPES_AT_MOST = 25;

    private final JavaClasses all =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.hooklane.e2e");

    /** Every package is a slice, also one that is in another. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.hooklane.(**)").should().beFreeOfCycles().check(all);
    }

    /** What judges a product must not share its code. */
    @Test
    void theRigKnowsNothingOfHooklanesCode() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.hooklane..")
                                .and(resideOutsideOfPackage("dev.hooklane.e2e..")))
                .check(all);
    }

    @Test
    void judgesDoNotKnowWhatWasBroken() {
        noClasses()
                .that()
                .resideInAPackage("dev.hooklane.e2e.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hooklane.e2e.fault..")
                .check(all);
    }

    @Test
    void faultsOfOneSubjectDoNotKnowThoseOfAnother() {
        slices().matching("dev.hooklane.e2e.fault.(*)..")
                .should()
                .notDependOnEachOther()
                .check(all);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(typesByPackage())
                .isNotEmpty()
                .allSatisfy((_, types) -> assertThat(types).contains("package-info"));
    }

    @Test
    void noPackageOutgrowsAReader() {
        assertThat(typesByPackage())
                .allSatisfy((_, types) -> assertThat(types).hasSizeLessThan(TYPES_AT_MOST + 2));
    }

    private Map<String, List<String>> typesByPackage() {
        Map<String, List<String>> types = new TreeMap<>();
        for (JavaClass each : all) {
            if (each.isTopLevelClass()) {
                types.computeIfAbsent(each.getPackageName(), _ -> new ArrayList<>())
                        .add(each.getSimpleName());
            }
        }
        return types;
    }
}
