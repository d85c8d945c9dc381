package dev.graft.learning.drift;

import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the distance of the domains, the share of labelled rows and the labels' imbalance add to the advisor's choice of a
 * strategy. The strategy is {@link StrategyAdvisor#advise}'s and stays so: rows a label decide alone whether a backbone
 * learns. The hints say what to try beside it, or next where its model is refused; none was tuned on data, they are the
 * literature's common ground (Pan and Yang, "A survey on transfer learning", 2010; Yosinski et al. 2014 for layers that
 * transfer less well the further domains lie apart).
 *
 * @param strategy the advisor's, with its reason
 * @param setting where the labels are
 * @param hints the strategy's family first
 */
public record TransferAdvice(Advice strategy, TransferSetting setting, List<TransferHint> hints) {

    /** An immutable value. */
    public TransferAdvice {
        hints = List.copyOf(hints);
    }

    /** The advice for a situation. */
    public static TransferAdvice of(TransferSituation situation) {
        Advice strategy = StrategyAdvisor.advise(situation.task());
        TransferSetting setting = setting(situation, strategy.strategy());
        List<TransferHint> hints = new ArrayList<>();
        hints.add(family(situation, strategy));
        if (situation.domain() == DomainDistance.FAR && situation.labelledShare() < 1) {
            hints.add(adaptation(situation));
        }
        addBalancing(situation, hints);
        return new TransferAdvice(strategy, setting, hints);
    }

    /** The advice for a situation whose rows are pictures: a head on the frozen network, however many rows there are. */
    public static TransferAdvice ofPictures(TransferSituation situation) {
        Advice strategy = StrategyAdvisor.adviseForImages(situation.task());
        ProxyADistance distance = situation.distance();
        String where = distance == null ? "" : " " + capital(distance.sentence());
        String more = situation.domain() == DomainDistance.FAR
                ? ": where that gains too little, let upper stages learn (fine-tune)."
                : ".";
        List<TransferHint> hints = new ArrayList<>();
        hints.add(new TransferHint(StrategyFamily.PROBE, strategy.reason() + (where.isEmpty() ? "" : where + more)));
        addBalancing(situation, hints);
        return new TransferAdvice(strategy, setting(situation), hints);
    }

    private static TransferSetting setting(TransferSituation situation, TransferStrategy strategy) {
        return situation.labelledShare() > 0 && isForFewRows(strategy) ? TransferSetting.FEW_SHOT : setting(situation);
    }

    private static TransferSetting setting(TransferSituation situation) {
        if (situation.labelledShare() == 0) {
            return TransferSetting.UNSUPERVISED;
        }
        return situation.labelledShare() < 1 ? TransferSetting.SEMI_SUPERVISED : TransferSetting.SUPERVISED;
    }

    private static boolean isForFewRows(TransferStrategy strategy) {
        return strategy instanceof FewShot || strategy instanceof LinearProbe;
    }

    private static TransferHint family(TransferSituation situation, Advice strategy) {
        ProxyADistance distance = situation.distance();
        String where = distance == null ? "" : " " + capital(distance.sentence());
        if (isForFewRows(strategy.strategy())) {
            StrategyFamily family =
                    strategy.strategy() instanceof FewShot ? StrategyFamily.FEW_SHOT : StrategyFamily.PROBE;
            String more = situation.domain() == DomainDistance.FAR ? ": more labelled rows would help most." : ".";
            return new TransferHint(family, strategy.reason() + (where.isEmpty() ? "" : where + more));
        }
        if (situation.domain() == DomainDistance.FAR) {
            return new TransferHint(
                    StrategyFamily.DEEPER_FINE_TUNING,
                    strategy.reason() + where + ": where that gains too little, let more layers learn.");
        }
        return new TransferHint(
                StrategyFamily.LIGHT_FINE_TUNING,
                strategy.reason() + (where.isEmpty() ? "" : where + ": no more layers need to learn."));
    }

    private static TransferHint adaptation(TransferSituation situation) {
        String share = situation.labelledShare() == 0
                ? "No row of the target has a label"
                : Wording.percent(situation.labelledShare()) + " of the target's rows have a label";
        return new TransferHint(
                StrategyFamily.ADAPTATION,
                share + " and its domain is far: align the features of both domains with the unlabelled rows.");
    }

    private static void addBalancing(TransferSituation situation, List<TransferHint> hints) {
        Map.Entry<String, Long> most = situation.extreme(true);
        Map.Entry<String, Long> fewest = situation.extreme(false);
        double ratio = (double) most.getValue() / Math.max(1, fewest.getValue());
        if (ratio >= LabelBalance.UNEVEN_FROM) {
            hints.add(new TransferHint(
                    StrategyFamily.BALANCING,
                    "Label '%s' has %d rows and '%s' %d, %s times as many: weigh the classes (loss option balanced) or draw rare ones more often."
                            .formatted(
                                    fewest.getKey(),
                                    fewest.getValue(),
                                    most.getKey(),
                                    most.getValue(),
                                    Wording.plain(ratio))));
        }
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
