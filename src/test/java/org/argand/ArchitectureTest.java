package org.argand;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.backend.BackendProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the house to its plan: floors whose arrows point down only, no circles, closed backends. */
class ArchitectureTest {
    private static final String ROOT = "org.argand";

    /** The floors from the ground up; neighbours on one floor do not know each other. */
    private static final List<Set<String>> FLOORS =
            List.of(
                    Set.of("array"),
                    Set.of("backend"),
                    Set.of("tensor"),
                    Set.of("autograd", "io"),
                    Set.of("nn"),
                    Set.of("optim"),
                    Set.of("phy", "plot"),
                    Set.of("cli"));

    /** What a user of the library does not see: the backends are services and the CLI is a program. */
    private static final Set<String> NOT_EXPORTED =
            Set.of(
                    "backend.cpu",
                    "backend.cpu.loops",
                    "backend.cuda",
                    "backend.dense",
                    "backend.reference",
                    "cli");

    /** These have a conjugate in what they define: df = ∂f/∂z·dz + ∂f/∂z̄·dz̄, and f′ and gradients as others write them. */
    private static final Set<String> DEFINITIONS =
            Set.of(
                    ROOT + ".autograd.Convention",
                    ROOT + ".autograd.Holomorphy",
                    ROOT + ".autograd.Wirtinger");

    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(classFolder().resolve("org/argand"));

    @Test
    void floors_arrowsPointDownOnly() {
        classes().should(dependOnlyOnFloorsBelow()).check(CLASSES);
    }

    @Test
    void floors_nameEveryPackage() {
        Set<String> known = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toSet());
        for (String name : packageNames()) {
            assertTrue(known.contains(top(name)), () -> name + " stands on no floor");
        }
    }

    @Test
    void packages_formNoCircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void backends_areReachedAsServicesOnly() {
        for (String device : List.of("cpu", "cuda", "reference")) {
            String inside = ROOT + ".backend." + device + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(inside)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(inside)
                    .check(CLASSES);
        }
    }

    @Test
    void jcuda_isNamedByItsBindingsOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ROOT + "\\.backend\\.cuda\\.(CudaDriver|Cublas|Cufft|Natives)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jcuda..")
                .check(CLASSES);
    }

    @Test
    void services_areTheSameOnClassPathAndModulePath() throws IOException {
        String service = BackendProvider.class.getName();
        Set<String> provided = new TreeSet<>();
        for (ModuleDescriptor.Provides p : module().provides()) {
            if (p.service().equals(service)) {
                provided.addAll(p.providers());
            }
        }
        Path file = classFolder().resolve("META-INF/services/" + service);
        Set<String> listed =
                new TreeSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        assertEquals(provided, listed);
        assertTrue(module().uses().contains(service));
    }

    @Test
    void module_exportsEveryPublicPackageAndNoBackend() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String name : packageNames()) {
            if (!NOT_EXPORTED.contains(name) && hasPublicClass(name)) {
                expected.add(ROOT + "." + name);
            }
        }
        Set<String> exported =
                module().exports().stream()
                        .filter(e -> !e.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, exported, "the exports of module-info.java");
    }

    @Test
    void module_doesNotNeedTheIncubator() throws IOException {
        ModuleDescriptor.Requires vector =
                module().requires().stream()
                        .filter(r -> r.name().equals("jdk.incubator.vector"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Set.of(ModuleDescriptor.Requires.Modifier.STATIC), vector.modifiers());
    }

    @Test
    void packages_areNullMarked() {
        for (String name : packageNames()) {
            JavaPackage p = CLASSES.getPackage(ROOT + "." + name);
            assertTrue(
                    p.isAnnotatedWith(NullMarked.class), () -> name + " needs a package-info.java");
        }
    }

    /**
     * Rules state mathematics; that a gradient takes the conjugate is said in one file. The value of hfft, ihfft and
     * correlate has a conjugate in it.
     */
    @Test
    void conjugation_livesInThePullback() {
        Set<String> mayConjugate =
                Set.of("Pullback", "Partial", "Tensor", "RealFourier", "SignalConvolution");
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".tensor..", ROOT + ".autograd..")
                .and(
                        DescribedPredicate.describe(
                                "state rules",
                                c ->
                                        !mayConjugate.contains(c.getSimpleName())
                                                && !DEFINITIONS.contains(c.getName())))
                .should()
                .callMethodWhere(
                        JavaCall.Predicates.target(HasName.Predicates.name("conj"))
                                .and(
                                        JavaCall.Predicates.target(
                                                HasOwner.Predicates.With.owner(
                                                        HasName.Predicates.name(
                                                                ROOT + ".tensor.Tensor")))))
                .check(CLASSES);
    }

    /** The copy without layouts lost words of short arrays on JDK 25.0.3 (docs/adr/0009). */
    @Test
    void segments_areCopiedWithLayouts() {
        String segment = "java.lang.foreign.MemorySegment";
        noClasses()
                .should()
                .callMethod(segment, "copyFrom", segment)
                .orShould()
                .callMethod(segment, "toArray", "java.lang.foreign.ValueLayout$OfByte")
                .orShould()
                .callMethod(segment, "copy", segment, "long", segment, "long", "long")
                .check(CLASSES);
    }

    @Test
    void names_sayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(Base[A-Z]\\w*|\\w*(Impl|Utils?|Manager|Helper))")
                .check(CLASSES);
    }

    /** Of those that nobody has to announce; a checked one cannot leave its package unseen. */
    @Test
    void uncheckedExceptions_areArgands() {
        classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .or()
                .areAssignableTo(Error.class)
                .should()
                .beAssignableTo(ArgandException.class)
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> dependOnlyOnFloorsBelow() {
        return new ArchCondition<>("depend on their own package and on floors below only") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency d : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = d.getTargetClass().getBaseComponentType();
                    if (!target.getPackageName().startsWith(ROOT + ".")) {
                        continue;
                    }
                    String from = top(relative(origin));
                    String to = top(relative(target));
                    if (!from.equals(to) && floorOf(to) >= floorOf(from)) {
                        String message = from + " must not know " + to + ": " + d.getDescription();
                        events.add(SimpleConditionEvent.violated(origin, message));
                    }
                }
            }
        };
    }

    private static int floorOf(String top) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(top)) {
                return i;
            }
        }
        return FLOORS.size();
    }

    private static Set<String> packageNames() {
        return CLASSES.stream()
                .filter(c -> c.getPackageName().startsWith(ROOT + "."))
                .map(ArchitectureTest::relative)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasPublicClass(String name) {
        return CLASSES.stream()
                .filter(c -> c.getPackageName().equals(ROOT + "." + name))
                .anyMatch(c -> c.getModifiers().contains(JavaModifier.PUBLIC));
    }

    /** The package without the root: {@code backend.cpu}. */
    private static String relative(JavaClass c) {
        return c.getPackageName().substring(ROOT.length() + 1);
    }

    private static String top(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static ModuleDescriptor module() throws IOException {
        try (InputStream in = Files.newInputStream(classFolder().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    /** Where the compiled main classes lie, without those of the tests. */
    private static Path classFolder() {
        URL location = Shape.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }
}
