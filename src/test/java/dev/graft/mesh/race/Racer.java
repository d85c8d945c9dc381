package dev.graft.mesh.race;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client that promotes, rolls back and reads without pause, on one registry or another, and remembers what it did.
 *
 * <p>As a careful client it repeats under the same key a wish that was not answered. As a careless one it repeats others,
 * too, and those of its neighbours.
 */
public final class Racer implements Callable<Racer.Log> {
    private final List<Registry> registries;
    private final int versions;
    private final Random random;
    private final String name;
    private final AtomicInteger numbers;
    private final AtomicReference<Request.@Nullable Wish> latestOfAll;
    private final long end;
    private final Log log = new Log(new ArrayList<>(), new ArrayList<>());
    private @Nullable Integer champion;

    /**
     * What a client did.
     *
     * @param operations its wishes, and what the history said to be live
     * @param aliasReads what the alias in the store said to be live
     */
    public record Log(List<Operation> operations, List<Operation> aliasReads) {}

    /**
     * @param numbers gives each operation of a race its number
     * @param latestOfAll the newest wish of any client of the race
     * @param end when to stop, by {@link System#nanoTime()}
     */
    public Racer(
            List<Registry> registries,
            int versions,
            int client,
            AtomicInteger numbers,
            AtomicReference<Request.@Nullable Wish> latestOfAll,
            long end) {
        this.registries = registries;
        this.versions = versions;
        this.random = new Random(client);
        this.name = "racer-" + client;
        this.numbers = numbers;
        this.latestOfAll = latestOfAll;
        this.end = end;
    }

    @Override
    public Log call() throws InterruptedException {
        while (System.nanoTime() < end) {
            int die = random.nextInt(10);
            if (die == 0) {
                readAlias();
            } else if (die < 3) {
                perform(new Request.Read(), random.nextInt(registries.size()));
            } else {
                insist(die < 5 ? neighbours() : wish());
            }
        }
        return log;
    }

    /** Sends a wish, and sends it again where no answer came, and now and then where one came. */
    private void insist(Request.Wish wish) throws InterruptedException {
        latestOfAll.set(wish);
        int first = random.nextInt(registries.size());
        int tries = random.nextInt(4) == 0 ? 2 : 1;
        for (int attempt = 0; attempt < tries; attempt++) {
            Answer answer = perform(wish, (first + attempt) % registries.size());
            if (answer instanceof Answer.None && tries < 3) {
                tries++;
            }
        }
    }

    private Request.Wish neighbours() {
        Request.@Nullable Wish latest = latestOfAll.get();
        return latest == null ? wish() : latest;
    }

    private Request.Wish wish() {
        String key = name + "-" + numbers.get() + "-" + random.nextInt(1 << 20);
        @Nullable Integer expected = random.nextBoolean() ? champion : null;
        int version = 1 + random.nextInt(versions);
        return switch (random.nextInt(4)) {
            case 0 -> new Request.RollBack(null, expected, key);
            case 1 -> new Request.RollBack(version, expected, key);
            default -> new Request.Promote(version, expected, key);
        };
    }

    private Answer perform(Request request, int registry) throws InterruptedException {
        long invoked = System.nanoTime();
        try {
            Answer answer = registries.get(registry).send(request);
            boolean unknown = answer instanceof Answer.None;
            note(log.operations(), request, answer, invoked, unknown ? Operation.NEVER : System.nanoTime());
            return answer;
        } catch (ConnectException e) {
            // Nobody listened, so nothing was sent.
            return new Answer.None();
        } catch (IOException e) {
            note(log.operations(), request, new Answer.None(), invoked, Operation.NEVER);
            return new Answer.None();
        }
    }

    private void readAlias() throws InterruptedException {
        long invoked = System.nanoTime();
        try {
            Answer answer = registries.get(random.nextInt(registries.size())).sendForAlias();
            note(log.aliasReads(), new Request.Read(), answer, invoked, System.nanoTime());
        } catch (IOException e) {
            note(log.aliasReads(), new Request.Read(), new Answer.None(), invoked, Operation.NEVER);
        }
    }

    private void note(List<Operation> where, Request request, Answer answer, long invoked, long answered) {
        where.add(new Operation(numbers.getAndIncrement(), request, answer, invoked, answered));
        if (answer instanceof Answer.Moved moved && !moved.repeated()) {
            champion = moved.version();
        } else if (answer instanceof Answer.Saw saw) {
            champion = saw.version();
        }
    }
}
