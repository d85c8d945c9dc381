package dev.graft.launcher.doctor;

import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.process.Readiness;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The object store: reachable, and which guarantee its conditional writes give, one after the other and in a race. */
public final class StoreCheck implements Check {

    static final int ROUNDS = 40;
    static final int CONTENDERS = 8;

    private final StoreAddress address;

    public StoreCheck(StoreAddress address) {
        this.address = address;
    }

    @Override
    public List<Finding> run() {
        URI endpoint = address.endpoint();
        int port = endpoint.getPort();
        if (endpoint.getHost().equals("127.0.0.1") && !new Readiness.OpenPort(port).isReady()) {
            return List.of(Finding.ok("Store", "not probed: it does not run"));
        }
        try (CompareAndSetProbe probe = new CompareAndSetProbe(address)) {
            return probed(probe);
        } catch (CompareAndSetProbe.StoreFailure e) {
            return List.of(Finding.fail(
                    "Store", endpoint + " does not do what it should: " + e.getMessage(), "read graft logs store"));
        }
    }

    private List<Finding> probed(CompareAndSetProbe probe) throws CompareAndSetProbe.StoreFailure {
        List<Finding> findings = new ArrayList<>();
        String endpoint = address.endpoint().toString();
        boolean sequential = probe.keepsConditionsInSequence();
        findings.add(
                sequential
                        ? Finding.ok("Store", endpoint + " keeps If-None-Match and If-Match, one write after the other")
                        : Finding.fail(
                                "Store",
                                endpoint + " ignores conditional writes",
                                "use a store that keeps them, as MinIO or S3: nothing in Graft is safe without"));
        if (sequential) {
            findings.add(race(probe));
        }
        return findings;
    }

    private static Finding race(CompareAndSetProbe probe) throws CompareAndSetProbe.StoreFailure {
        int lost = probe.roundsWithoutOneWinner(ROUNDS, CONTENDERS);
        String tried = CONTENDERS + " writers at once, " + 2 * ROUNDS + " rounds";
        return lost == 0
                ? Finding.ok("Store race", "compare-and-set held: one winner in each round (" + tried + ")")
                : Finding.warn(
                        "Store race",
                        "compare-and-set broke in " + lost + " rounds (" + tried + ")",
                        "run one registry and one trainer per task only, or use MinIO or S3");
    }
}
