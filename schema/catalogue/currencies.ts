/** Active currencies of ISO 4217 by the number of digits of their minor units. */
const BY_DIGITS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
    CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
    MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
    SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

/** Withdrawn since 2023 and still found in lists of homes. */
const WITHDRAWN = "ANG BGN HRK ZWL";

const split = (codes: string): readonly string[] => codes.split(/\s+/);

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(BY_DIGITS).flatMap(([digits, codes]) =>
    split(codes).map((code) => [code, Number(digits)] as const),
  ),
  ...split(WITHDRAWN).map((code) => [code, 2] as const),
]);

/** ISO 4217 codes in alphabetical order. */
export const CURRENCIES: readonly string[] = [...DIGITS.keys()].toSorted();

/**
 * Digits of a currency's minor units: 2 for AED, 3 for KWD, 0 for JPY; `undefined` for an unknown currency. `Intl` is
 * not used: engines disagree with ISO 4217 and with each other about twenty currencies.
 */
export const currencyDigits = (code: string): number | undefined => DIGITS.get(code);
