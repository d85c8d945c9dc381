package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.NearestNeighbours;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Transfer component analysis (Pan, Tsang, Kwok and Yang, IEEE TNN 22, 2011) and joint distribution adaptation (Long, Wang,
 * Ding, Sun and Yu, ICCV 2013): components in which all rows vary as much, and the domains' means differ as little, as can
 * be. The latter also brings each class's means together: the target's classes are guessed by a learner in the components,
 * and the components found again, a few rounds.
 *
 * <p>Choices, those of the second paper's program: with the linear kernel a row is first brought to length 1 and the
 * components are maps of its features; M is divided by its Frobenius norm; directions have length 1; a row's components are
 * brought to length 1 at the end. Beyond {@value KernelSpace#EXACT} rows a Gaussian kernel is approached by
 * {@value KernelSpace#LANDMARKS} drawn rows.
 *
 * <p>Time of a round: rows · width² once, then about 250 to 400 products with the width² (or rows²) matrix.
 *
 * @param kernel of the components
 * @param components at most; no more than the features, or the rows, allow
 * @param ridge λ, above 0: the larger, the less the means count; the paper's 1 for objects, 0.1 for digits
 * @param rounds of guesses; 0: TCA, which needs no labels; 10 in the second paper
 * @param guesser learns in the components
 */
public record TransferComponents(Kernel kernel, int components, double ridge, int rounds, Learner guesser)
        implements FeatureAdaptation {

    /** Each row brought to length 1, and nothing else: what the linear kernel's components begin with. */
    public static final Adapted UNIT_LENGTH = Adapted.both(FeatureVectors::unitLength);

    private static final long SEED = 1;

    public TransferComponents {
        if (components < 1 || !(ridge > 0 && ridge < Double.POSITIVE_INFINITY) || rounds < 0) {
            throw new IllegalArgumentException(
                    "at least one component, a ridge above 0 and 0 rounds or more are needed, not " + components + ", "
                            + ridge + " and " + rounds);
        }
    }

    /** TCA. */
    public static TransferComponents tca(Kernel kernel, int components, double ridge) {
        return new TransferComponents(kernel, components, ridge, 0, new NearestNeighbours(1));
    }

    /** JDA with guesses by the nearest neighbour, the first of which TCA's components give; so 10 rounds guess 9 times. */
    public static TransferComponents jda(Kernel kernel, int components, double ridge, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("JDA needs one round or more, not " + rounds);
        }
        return new TransferComponents(kernel, components, ridge, rounds - 1, new NearestNeighbours(1));
    }

    @Override
    public Adapted fit(DomainPair pair) {
        FeatureMap space = KernelSpace.of(kernel, pair.union(), SEED);
        DomainPair mapped = pair.mapped(Adapted.both(space));
        ComponentSolver solver = new ComponentSolver(RowMath.matrix(mapped.union()));
        FeatureMap map = components(solver, mapped, null);
        for (int round = 0; round < rounds; round++) {
            DomainPair seen = mapped.mapped(Adapted.both(map));
            int[] guessed = guesser.fit(seen.source()).answers(seen.target());
            map = components(solver, mapped, guessed);
        }
        return Adapted.both(space.then(map));
    }

    private FeatureMap components(ComponentSolver solver, DomainPair pair, int @Nullable [] guessed) {
        DMatrixRMaj directions = solver.solve(Discrepancy.of(pair, guessed), ridge, components);
        return rows -> RowMath.times(rows, directions).unitLength();
    }
}
