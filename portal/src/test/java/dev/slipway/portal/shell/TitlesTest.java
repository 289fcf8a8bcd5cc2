package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.PageTitle;
import org.junit.jupiter.api.Test;

class TitlesTest {

    @Test
    void leavesTheProductsNameOut() {
        assertThat(Titles.of(new Plain())).isEqualTo("Audit log");
    }

    @Test
    void takesTheNameThatAScreenGivesItself() {
        assertThat(Titles.of(new Named())).isEqualTo("employment v15");
    }

    @Test
    void hasNoneForWhatHasNoTitle() {
        assertThat(Titles.of(new Div())).isEmpty();
        assertThat(Titles.of(null)).isEmpty();
    }

    @PageTitle("Audit log · Slipway")
    private static final class Plain extends Div {
        private static final long serialVersionUID = 1L;
    }

    private static final class Named extends Div implements HasDynamicTitle {
        private static final long serialVersionUID = 1L;

        @Override
        public String getPageTitle() {
            return "employment v15";
        }
    }
}
