import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Appointment } from "../../schema/protocol/followUp.ts";
import { icsOf } from "../base/calendar.ts";
import { serverTime } from "../base/clock.ts";
import { saveFile } from "../base/saveFile.ts";
import { PlainButton } from "../ui/PlainButton.tsx";
import { LOCALES } from "../ui/text/language.ts";
import { useFormat } from "../ui/text/format.ts";

interface NextAppointmentProps {
  readonly appointment: Appointment;
  readonly presentation: string;
  readonly project: string;
  readonly presenter: string;
}

/** The next appointment of buyer and agent, in the reader's own time, for their calendar. */
export function NextAppointment(props: NextAppointmentProps) {
  const { appointment, presentation, project, presenter } = props;
  const { t } = useTranslation("recap");
  const { language } = useFormat();
  const { at, minutes, place } = appointment;
  const when = new Date(at).toLocaleString(LOCALES[language], {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const add = () => {
    const event = {
      uid: `${presentation}@${location.hostname}`,
      startMs: Date.parse(at),
      minutes,
      summary: t("appointment.summary", { project, presenter }),
      url: location.href,
      ...(place ? { location: place } : {}),
    };
    const ics = icsOf(event, serverTime.now());
    saveFile(new Blob([ics], { type: "text/calendar;charset=utf-8" }), "appointment.ics");
  };
  return (
    <section
      aria-label={t("appointment.title")}
      className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-md bg-paper p-5 print:hidden"
    >
      <div className="min-w-0">
        <h2 className="text-md text-ink-3">{t("appointment.title")}</h2>
        <p className="mt-1 text-lg">
          <time dateTime={at}>{when}</time>
        </p>
        {place && (
          <p className="text-md wrap-break-word text-ink-2">
            <bdi>{place}</bdi>
          </p>
        )}
      </div>
      <PlainButton size="phone" onClick={add}>
        <CalendarPlus aria-hidden="true" className="size-5" strokeWidth={1.5} />
        {t("appointment.add")}
      </PlainButton>
    </section>
  );
}
