package dev.slipway.portal.kit;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;

/** Days as all other texts show them, whatever the browser's language makes of them. */
public final class Days {

    private Days() {}

    /** Also takes a day typed as in {@code 2026-11-28}. */
    public static DatePicker picker() {
        var picker = new DatePicker();
        picker.setI18n(new DatePickerI18n().setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d.M.yyyy"));
        return picker;
    }
}
