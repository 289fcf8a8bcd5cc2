package dev.slipway.portal.promotions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.portal.promotions.Lists.Which;
import org.junit.jupiter.api.Test;

class ListsTest {

    @Test
    void comesBackFromItsAddress() {
        var lists = new Lists(Which.MINE, PromotionState.GATES_FAILED);

        assertThat(Lists.of(lists.address().get("list"), lists.address().get("state"), Which.ALL))
                .isEqualTo(lists);
    }

    @Test
    void anAddressNobodyWroteIsTheFirstList() {
        assertThat(Lists.of("mien", "whatever", Which.WAITING)).isEqualTo(new Lists(Which.WAITING, null));
    }

    @Test
    void asksForWhatItShows() {
        assertThat(new Lists(Which.WAITING, null).filter().waitingForMe()).isTrue();
        assertThat(new Lists(Which.MINE, null).filter().requestedByMe()).isTrue();
        assertThat(new Lists(Which.ALL, PromotionState.FAILED).filter().states())
                .containsExactly(PromotionState.FAILED);
    }
}
