import { useTranslation } from "react-i18next";
import { BrandLogo } from "../../ui/brand/BrandLogo.tsx";
import { LegalLine } from "../../ui/brand/LegalLine.tsx";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";

const LINK = "target inline-flex min-h-(--target) items-center underline underline-offset-4";

interface PresenterProps {
  /** `undefined`: not known yet. */
  readonly presenter: PreviewResponse["presenter"] | undefined;
}

/** The presenter's portrait beside the text, if the partner has one. */
export const PresenterPhoto = ({ presenter }: PresenterProps) =>
  presenter?.photo === undefined ? null : (
    <img
      src={presenter.photo}
      alt=""
      className="float-end ms-4 mt-1 size-14 rounded-sm object-cover"
    />
  );

/** The partner's logo above the development. */
export const DoorLogo = BrandLogo;

/** The presenter's contacts, and the partner's legal notice. */
export const DoorFoot = ({ presenter }: PresenterProps) => (
  <>
    <PresenterContact presenter={presenter} />
    <LegalLine className="mt-2" />
  </>
);

function PresenterContact({ presenter }: PresenterProps) {
  const { t } = useTranslation("buyer");
  const { phone, messenger } = presenter ?? {};
  if ((phone ?? messenger) === undefined) return null;
  return (
    <p className="flex gap-6 text-md">
      {phone !== undefined && (
        <a href={`tel:${phone}`} className={LINK}>
          {t("join.call")}
        </a>
      )}
      {messenger !== undefined && (
        <a href={messenger} rel="noreferrer" target="_blank" className={LINK}>
          {t("join.write")}
        </a>
      )}
    </p>
  );
}
