package dev.slipway.portal.home;

import dev.slipway.portal.kit.Phrase;

/** The first line of the first screen is the answer to what one came to ask. */
record Headline(Phrase line, Phrase lead) {

    static Headline of(HomeState state) {
        return new Headline(line(state), lead(state));
    }

    private static Phrase line(HomeState state) {
        if (state.decisions().total() > 0) {
            return Phrase.of("home.headline.decisions", state.decisions().total());
        }
        if (state.parts().requests() && state.waitingRequests() > 0) {
            return Phrase.of("home.headline.requests", state.waitingRequests());
        }
        if (!state.findings().isEmpty()) {
            return Phrase.of("home.headline.findings", state.findings().size());
        }
        if (state.gaps().isPresent() && state.gaps().get().unowned() > 0) {
            return Phrase.of("home.headline.gaps", state.gaps().get().unowned());
        }
        return calm(state);
    }

    private static Phrase calm(HomeState state) {
        if (state.parts().portfolio() && state.models().total() > 0) {
            return Phrase.of(
                    "home.headline.models", state.inProduction(), state.models().total());
        }
        return state.parts().decisions() ? Phrase.of("home.headline.calm") : Phrase.of("home.headline.no_requests");
    }

    private static Phrase lead(HomeState state) {
        if (state.models().total() == 0) {
            return Phrase.of("home.lead.no_models");
        }
        return state.parts().portfolio()
                ? Phrase.of("home.lead.not_watched")
                : Phrase.of("home.lead", state.inProduction(), state.models().total());
    }
}
