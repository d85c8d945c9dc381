package dev.graft.trainer.train.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.task.Task;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.StopSignal;
import dev.graft.trainer.check.CheckBounds;
import dev.graft.trainer.check.CheckWatch;
import dev.graft.trainer.check.Probe;
import dev.graft.trainer.check.ProbeBackbones;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The real backbones on a few messages. */
class DjlFeaturesTest {
    private static final List<String> DELIVERY = List.of(
            "快递什么时候到", "包裹还没有收到", "送货太慢了", "快递员没有来", "我的包裹丢了", "物流三天没更新", "配送地址错了", "外卖送晚了", "货还没发出", "骑手找不到我家");
    private static final List<String> PAYMENT = List.of(
            "银行卡被拒绝了", "重复扣款两次", "发票金额不对", "无法用支付宝付款", "退款还没到账", "优惠券不能用", "账单有错误", "多收了我的钱", "付款页面打不开", "信用卡付不了");

    private final ProbeBackbones probes = new ProbeBackbones(
            new DjlFeatures(DeviceChoice.CPU, new KeptBackbones(new NoFurther())),
            new CheckBounds(true, 10, 100, 32, Duration.ofMinutes(5), 0),
            Clock.systemUTC());

    @Test
    void on_chinese_messages_a_chinese_backbone_does_better_than_english_ones_and_does_so_again() {
        TreeMap<String, Integer> carried = new TreeMap<>();
        Backbones.available().forEach(name -> carried.put(name, 32));

        Probe.Done first = (Probe.Done) probe(carried);
        Probe.Done second = (Probe.Done) probe(carried);

        assertThat(carried).containsKeys(Task.DEFAULT_BACKBONE, "bge-small-zh-v1.5");
        assertThat(first.ranking().best().name()).isEqualTo("bge-small-zh-v1.5");
        assertThat(first.ranking().best().score().macroF1()).isGreaterThan(0.8);
        assertThat(second.ranking()).isEqualTo(first.ranking());
    }

    private Probe probe(TreeMap<String, Integer> candidates) {
        List<LabelledText> rows = new ArrayList<>();
        DELIVERY.forEach(text -> rows.add(LabelledText.of(text, "delivery")));
        PAYMENT.forEach(text -> rows.add(LabelledText.of(text, "payment")));
        return probes.probe(
                candidates, rows, List.of("delivery", "payment"), 1, new CheckWatch(StopSignal.NEVER, progress -> {}));
    }

    private record NoFurther() implements FurtherBackbones {
        @Override
        public SortedSet<String> names() {
            return new TreeSet<>();
        }

        @Override
        public Optional<Backbone> read(String name) {
            return Optional.empty();
        }
    }
}
