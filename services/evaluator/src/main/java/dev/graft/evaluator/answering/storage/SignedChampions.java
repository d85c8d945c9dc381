package dev.graft.evaluator.answering.storage;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.evaluator.answering.LiveModels;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.platform.model.Champions;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.UntrustedModel;
import java.util.Optional;

/** Champions as the registry's objects say now, trusted by their signatures where keys are configured. */
public final class SignedChampions implements LiveModels {
    private final Champions champions;
    private final SignedVersions signed;

    public SignedChampions(Champions champions, SignedVersions signed) {
        this.champions = champions;
        this.signed = signed;
    }

    @Override
    public Optional<ModelVersion> champion(String task) {
        return champions.find(task);
    }

    @Override
    public void requireTrusted(ModelVersion champion) throws UnusableInput {
        try {
            signed.check(champion);
        } catch (UntrustedModel e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e)
                    .of("The champion, version " + champion.version() + ",");
        }
    }
}
