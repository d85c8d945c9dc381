package dev.graft.evaluator.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.evaluator.fixture.FakeModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedModelsTest {
    private static final List<String> LABELS = List.of("a", "b");

    private final FakeModels source = new FakeModels();
    private final ModelFolder one = source.add("one", LABELS, text -> "a");
    private final ModelFolder two = source.add("two", LABELS, text -> "b");

    @Test
    void loads_a_model_when_it_is_first_asked_and_only_once() throws UnusableInput {
        try (LoadedModels models = new LoadedModels(source, 1);
                Held first = models.hold(one);
                Held second = models.hold(one)) {
            assertThat(source.loaded()).isEmpty();

            first.classifier();
            second.classifier();

            assertThat(source.loaded()).containsExactly("one");
        }
        assertThat(source.closed()).containsExactly("one");
    }

    @Test
    void keeps_a_model_between_two_holds() throws UnusableInput {
        LoadedModels models = new LoadedModels(source, 1);

        use(models, one);
        use(models, one);

        assertThat(source.loaded()).containsExactly("one");
        assertThat(models.loaded()).isEqualTo(1);
    }

    @Test
    void keeps_none_where_none_may_stay() throws UnusableInput {
        LoadedModels models = new LoadedModels(source, 0);

        use(models, one);

        assertThat(source.closed()).containsExactly("one");
        assertThat(models.loaded()).isZero();
    }

    @Test
    void keeps_the_preferred_one_of_two_in_whatever_order_they_are_released() throws UnusableInput {
        for (ModelFolder preferred : List.of(one, two)) {
            LoadedModels models = new LoadedModels(source, 1);
            source.closed().clear();
            try (Held first = models.hold(one);
                    Held second = models.hold(two)) {
                first.classifier();
                second.classifier();
                (preferred == one ? first : second).prefer();
            }
            assertThat(source.closed()).containsExactly(preferred == one ? "two" : "one");
        }
    }

    @Test
    void makes_room_before_another_model_is_loaded() throws UnusableInput {
        LoadedModels models = new LoadedModels(source, 1);
        use(models, one);

        try (Held other = models.hold(two)) {
            assertThat(source.closed()).containsExactly("one");
            other.classifier();
        }
        assertThat(models.loaded()).isEqualTo(1);
    }

    @Test
    void never_closes_a_model_that_is_held() throws UnusableInput {
        LoadedModels models = new LoadedModels(source, 0);
        try (Held held = models.hold(one)) {
            held.classifier();
            use(models, two);
            models.close();

            assertThat(source.closed()).containsExactly("two");
        }
        assertThat(source.closed()).containsExactly("two", "one");
    }

    @Test
    void tries_again_after_a_model_could_not_be_loaded() throws UnusableInput {
        LoadedModels models = new LoadedModels(source, 1);
        ModelFolder late = FakeModels.folder("late");
        try (Held held = models.hold(late)) {
            assertThatThrownBy(held::classifier).isInstanceOf(UnusableInput.class);
        }

        source.add("late", LABELS, text -> "a");

        use(models, late);
        assertThat(source.loaded()).containsExactly("late");
    }

    @Test
    void knows_a_model_by_its_content_and_not_by_where_it_lies() {
        ModelFolder elsewhere = new ModelFolder("s3://other/place/", one.files());

        assertThat(LoadedModels.idOf(elsewhere))
                .isEqualTo(LoadedModels.idOf(one))
                .isNotEqualTo(LoadedModels.idOf(two));
    }

    private static void use(LoadedModels models, ModelFolder model) throws UnusableInput {
        try (Held held = models.hold(model)) {
            held.classifier();
        }
    }
}
