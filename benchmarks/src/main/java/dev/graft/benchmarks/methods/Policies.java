package dev.graft.benchmarks.methods;

import dev.graft.benchmarks.Results;
import dev.graft.learning.policy.CartPole;
import dev.graft.learning.policy.CartPole.Physics;
import dev.graft.learning.policy.Policy;
import dev.graft.learning.policy.PolicyDistillation;
import dev.graft.learning.policy.Ppo;
import dev.graft.learning.policy.Returns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A policy, students of it, and both in worlds that are not the one it learnt in. */
@Command(
        name = "policies",
        description = "A policy for CartPole, students of it, and what it is worth under other physics.",
        mixinStandardHelpOptions = true)
final class Policies implements Callable<Integer> {
    private static final double SOLVED = 475;
    private static final int EPISODES = 100;
    private static final long JUDGED_SEED = 9_000;
    private static final Map<String, Physics> WORLDS = worlds();

    @Option(names = "--seeds", defaultValue = "1,2,3,4,5", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--hidden", defaultValue = "8", description = "Of a student's layers. Default: ${DEFAULT-VALUE}")
    private int hidden;

    @Option(names = "--most", defaultValue = "100000", description = "Steps at most. Default: ${DEFAULT-VALUE}")
    private int most;

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final Map<String, List<Ppo.Point>> curves = new LinkedHashMap<>();

    private static Map<String, Physics> worlds() {
        Map<String, Physics> worlds = new LinkedHashMap<>();
        worlds.put("heavy pole (1 kg, 1 m)", Physics.USUAL.withPole(1, 0.5));
        worlds.put("long, heavy pole (1 kg, 4 m)", Physics.USUAL.withPole(1, 2));
        worlds.put("short pole (0.2 m)", Physics.USUAL.withPole(0.1, 0.1));
        worlds.put(
                "weak pushes (3 N), heavy pole", Physics.USUAL.withPole(1, 0.5).withForce(3));
        return worlds;
    }

    @Override
    public Integer call() throws IOException {
        seeds.forEach(this::measure);
        Results.write("methods-policies", Map.of("figures", figures, "curves", curves));
        figures.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-72s %9.1f ± %.1f%n",
                name,
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                deviation(values)));
        return 0;
    }

    private void measure(long seed) {
        Ppo.Learnt teacher = learnt("CartPole", Ppo.of(seed), Physics.USUAL, null, seed);
        PolicyDistillation distillation = PolicyDistillation.of(hidden, seed);
        Policy student = distillation.student(teacher.policy(), new CartPole(Physics.USUAL));
        Policy alone = small(seed)
                .learn(world(Physics.USUAL), world(Physics.USUAL), null, distillation.steps(), SOLVED)
                .policy();
        double own = judged(teacher.policy(), Physics.USUAL);
        add("CartPole, teacher of " + teacher.policy().parameters() + " numbers: return", own);
        add("CartPole, student of " + student.parameters() + ": return", judged(student, Physics.USUAL));
        add("CartPole, student: % of the teacher", 100 * judged(student, Physics.USUAL) / own);
        add("CartPole, the same network alone, as many steps: return", judged(alone, Physics.USUAL));
        WORLDS.forEach((name, physics) -> {
            add(name + ", teacher as it is: return", judged(teacher.policy(), physics));
            add(name + ", student as it is: return", judged(student, physics));
            learnt(name + ", from nothing", Ppo.of(seed), physics, null, seed);
            learnt(name + ", from the teacher", Ppo.of(seed), physics, teacher.policy(), seed);
            learnt(name + ", small, from nothing", small(seed), physics, null, seed);
            learnt(name + ", small, from the student", small(seed), physics, student, seed);
        });
    }

    private Ppo small(long seed) {
        Ppo usual = Ppo.of(seed);
        return new Ppo(
                hidden,
                usual.stretch(),
                usual.passes(),
                usual.batch(),
                usual.rate(),
                usual.discount(),
                usual.lambda(),
                usual.clip(),
                seed);
    }

    private Ppo.Learnt learnt(String name, Ppo way, Physics physics, @Nullable Policy start, long seed) {
        Ppo.Learnt learnt = way.learn(world(physics), world(physics), start, most, SOLVED);
        add(name + ": steps to " + (int) SOLVED, learnt.steps());
        curves.put(name + ", seed " + seed, learnt.curve());
        return learnt;
    }

    private static CartPole world(Physics physics) {
        return new CartPole(physics);
    }

    private static double judged(Policy policy, Physics physics) {
        return Returns.mean(policy, world(physics), EPISODES, JUDGED_SEED);
    }

    private void add(String name, double value) {
        figures.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
        System.out.printf(Locale.ROOT, "  %s %.1f%n", name, value);
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }
}
