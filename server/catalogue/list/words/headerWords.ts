import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { ColumnChoice, ListField } from "../../../../schema/list/fields.ts";
import { normaliseWord } from "./normaliseWord.ts";

/** Meaning of a header. */
export interface HeaderMeaning {
  readonly choice: ColumnChoice;
  /** Of several columns of one field the lowest rank is read. */
  readonly rank: number;
}

interface Rule extends HeaderMeaning {
  readonly pattern: RegExp;
}

/** Comma-separated phrases; each matches a whole header. */
const rule = (choice: ColumnChoice, rank: number, phrases: string): Rule => ({
  choice,
  rank,
  pattern: new RegExp(
    `^(?:${phrases
      .split(",")
      .map((phrase) => phrase.trim().replaceAll("№", "(?:№|no)"))
      .join("|")})$`,
    "u",
  ),
});

const UNIT_WORD =
  "(?:unit|apartment|apt|flat|home|house|villa|plot|townhouse|property|residence|lot)";

/** The first match applies. */
const RULES: readonly Rule[] = [
  rule(
    "leave-out",
    0,
    "s\\.? ?(?:no|n),sr\\.? ?(?:no|n|#)?,sl\\.? ?(?:no|n)?,serial(?: no| number)?,№ ?п\\/?п,п\\/п,ت,م,مسلسل,تسلسل",
  ),
  rule(
    "leave-out",
    0,
    ".*(?:per|\\/) ?(?:sq|м2|m2|кв|sft|ft).*,psf.*,.*\\bpsf,rate.*,цена за.*(?:м|метр).*,цена м2,стоимость за.*(?:м|метр).*,.*سعر المتر.*,سعر القدم.*",
  ),
  rule(
    "leave-out",
    0,
    "(?:total|no\\.?(?: of)?|number of) floors,этажность,всего этажей,floor plan link,link,ссылка,remarks?,comments?,notes?,примечани[ея],комментари[ий],ملاحظات",
  ),
  // A constant of the whole list, or a name of many homes.
  rule(
    "leave-out",
    0,
    "(?:project|development|property|community|complex|жк|проект)(?: name)?,اسم المشروع,المشروع",
  ),
  rule(
    "number",
    0,
    `number,${UNIT_WORD} ?(?:no|nr|num|number|#|name),${UNIT_WORD} #,no\\.? of ${UNIT_WORD}`,
  ),
  // A database key, if a better column of numbers is beside it.
  rule("number", 1.5, `${UNIT_WORD} ?(?:id|ref|reference|code)`),
  rule(
    "number",
    0,
    "(?:№|номер|n|no) ?(?:квартиры|кв|помещения|лота|объекта|апартамента|апартаментов|участка|дома|виллы),условный номер,усл\\.? (?:номер|№),(?:квартира|кв\\.?|помещение|лот|участок|дом) ?no",
  ),
  rule("number", 0, "رقم (?:ال)?(?:وحده|شقه|فيلا|قطعه|عقار)"),
  rule(
    "number",
    1,
    `${UNIT_WORD}s?,квартира,кв,помещение,лот,апартамент,апартаменты,الوحده,وحده,الشقه,شقه,الفيلا`,
  ),
  rule("number", 0, "(?:no|nomor)\\.? unit,unit nomor"),
  rule("number", 2, "no,nr,num,no\\.? units?,#,№,номер,رقم,الرقم"),
  rule("phase", 0, "phase,phase ?(?:no|name),release,очередь,этап,المرحله,مرحله"),
  rule(
    "building",
    0,
    "building,bldg,tower,(?:building|bldg|tower|block) ?(?:no|name|number|#),корпус,дом,здание,башня,строение,литер,(?:№|номер) (?:корпуса|дома|здания),menara,gedung,المبني,مبني,البرج,برج,العماره,عماره,البنايه,بنايه,(?:اسم|رقم) (?:المبني|البرج)",
  ),
  rule(
    "building",
    1,
    "block,blk,blok,(?:block|blk) ?(?:no|#),wing,cluster,бл[ао]к,секция,подъезд,бл,сек,البلوك,بلوك",
  ),
  rule("building", 2, "street,улица"),
  rule(
    "floor",
    0,
    "floor,floor ?(?:no|number|#|level|label),level,lvl,fl,flr,storey,story,этаж,эт,(?:№|номер) этажа,lantai,lt,الطابق,طابق,الدور,دور,رقم (?:الطابق|الدور)",
  ),
  rule(
    "bedrooms",
    0,
    "bedrooms?,beds?,brs?,bhk,bdr?,(?:no|number|#)\\.?(?: of)? ?(?:bedrooms?|beds?|br|rooms?|bhk),bedroom (?:count|type),bed ?rooms?,(?:кол-?во|количество|число) (?:комнат|спален),комнатность,kamar(?: tidur)?,комнат,комнаты,комн,спальни,غرف,الغرف,غرف النوم,عدد (?:ال)?غرف(?: النوم)?",
  ),
  rule("bedrooms", 1, "rooms?,к"),
  rule(
    "kind",
    0,
    "kind,property type,asset type,asset class,usage,use,category,unit category,вид (?:помещения|объекта|недвижимости),тип (?:помещения|объекта|недвижимости),назначение,категория,نوع (?:العقار|الوحده),الاستخدام",
  ),
  rule("layout", 0, "layout"),
  rule(
    "type",
    0,
    "(?:unit|apartment|apt|flat|layout|home|villa|plan|house) type,type,tipe,typology,config,configuration,тип,тип (?:квартиры|апартамента|планировки),планировка,plan,layout (?:code|name),floor ?plan,النوع,نوع,النموذج,نوع الشقه",
  ),
  rule(
    "terrace",
    0,
    "terrace,terraces?,balcon(?:y|ies),(?:balcon(?:y|ies)|terrace|outdoor|external|patio|garden)(?: ?\\/ ?(?:balcony|terrace|patio))? (?:area|size),outdoor,балкон,лоджия,терраса,балкон ?\\/ ?лоджия,площадь (?:балкона|лоджии|террасы|балконов|летних).*,летние,شرفه,الشرفه,بلكونه,البلكونه,تراس,التراس,مساحه (?:ال)?(?:شرفه|بلكونه|تراس|شرفات)",
  ),
  rule(
    "area",
    0,
    "(?:suite|internal|inside|net|carpet|net internal|living|apartment|villa|flat|nia|indoor|interior|nsa|nett?|net saleable)(?: area| size)?,nia,luas nett?o?,rera carpet(?: area)?,общая площадь,площадь общая,s общ\\.?,s общая,общ\\.? (?:площадь|пл|s),(?:ال)?مساحه (?:ال)?(?:داخليه|صافيه)",
  ),
  rule(
    "area",
    1,
    "area,size,luas(?: unit| bangunan)?,(?:unit|floor|property) (?:area|size),sq\\.? ?ft,sqft,sqm,sq\\.? ?m,площадь,площ,s,пл,площадь квартиры,(?:проектная|расчетная) площадь,приведенная площадь,المساحه,مساحه,مساحه (?:الوحده|الشقه)",
  ),
  rule(
    "area",
    2,
    "built[ -]?up(?: area| size)?,bua,lb,gross internal(?: area)?,gfa,gia,المساحه المبنيه,مساحه البناء",
  ),
  rule(
    "totalArea",
    0,
    "(?:total|gross|overall|saleable|sellable|semi[ -]?gross|super|super built[ -]?up|sba|chargeable)(?: (?:unit )?(?:area|size))?,totalarea,luas (?:semi[ -]?)?gross,total sellable area,общая площадь с .*,площадь с .*,(?:ال)?مساحه (?:ال)?(?:اجماليه|كليه),اجمالي المساحه",
  ),
  rule(
    "area",
    3,
    "plot (?:area|size),land (?:area|size),площадь участка,участок,مساحه (?:ال)?(?:ارض|قطعه)",
  ),
  rule("leave-out", 0, "жилая площадь,площадь жилая,жилая,площадь кухни,кухня,s кухни,s жилая"),
  rule(
    "price",
    3,
    "(?:old|previous|former|original|was|earlier) price,price before .*,(?:старая|прежняя) цена,цена (?:до|без) скидки,السعر (?:القديم|السابق)",
  ),
  rule(
    "price",
    -0.2,
    "(?:new|revised|updated|current|discounted|special) price,price after .*,(?:новая|текущая|актуальная) цена,цена со скидкой,السعر (?:الجديد|الحالي)",
  ),
  rule(
    "price",
    0,
    "price,list price,selling price,sale price,unit price,purchase price,offer price,(?:base|gross|starting) price,harga(?: jual| unit)?,цена,стоимость,цена (?:квартиры|продажи|объекта),стоимость (?:квартиры|объекта),полная стоимость,прайс,السعر,سعر,سعر (?:البيع|الوحده|الشقه)",
  ),
  rule(
    "price",
    1,
    "(?:total|net|final|gross|selling|sales?|market|unit|property|purchase|contract|agreement) (?:price|amount|value|cost|consideration),amount,value,cost,agreement value,all[ -]?inclusive(?: price)?,(?:общая|итоговая) (?:цена|стоимость),цена,сумма,(?:ال)?سعر (?:ال)?(?:اجمالي|نهائي|كلي),القيمه,الثمن,المبلغ,price .*,.* price,цена .*,стоимость .*",
  ),
  rule(
    "status",
    0,
    "status,availability,(?:unit|sales?|sale|booking|current|inventory|availability) status,статус,статус (?:квартиры|продажи|объекта|лота),состояние,наличие,доступность,الحاله,حاله,حاله (?:الوحده|الشقه|البيع),التوفر",
  ),
  rule(
    "status",
    1,
    "state,stage,(?:is )?(?:sold|available|reserved|booked)\\??,стадия,продано,продана,бронь,свободно,свободна,в продаже,مباع,مباعه,محجوز,محجوزه,متاح,متاحه",
  ),
  rule(
    "aspects",
    0,
    "aspects?,views?,view type,unit view,main view,orientation,facing,exposure,direction,outlook,вид,виды,вид из окна,вид из окон,вид на,ориентация,стороны? света,видовые,اطلاله,الاطلاله,الاتجاه,اتجاه,الواجهه,المنظر",
  ),
  rule("price", 2, "aed|dhs|inr|rs|rub|руб|sgd|kwd|kd|gbp|idr|rp|sar|qar|omr|bhd|usd|eur"),
  rule("label", 0, "label,display name"),
  rule("position", 0, "position,stack,column"),
  rule("span", 0, "span"),
  rule("hidden", 0, "hidden,held back"),
];

const SQUARE_FEET = /sq\.? ?f(?:ee)?t|sqft|\bsft\b|\bsf\b|ft2|feet|кв\.? ?фут|قدم/u;
const SQUARE_METRES = /sq\.? ?m(?:et(?:er|re)s?|trs?)?(?![a-z])|sqm|\bm2|м2|кв\.? ?м|متر|م2/u;

/** `undefined` if the text names no unit of area. */
export function areaUnitIn(text: string): AreaUnit | undefined {
  const word = normaliseWord(text);
  if (SQUARE_FEET.test(word)) return "sqft";
  return SQUARE_METRES.test(word) ? "m2" : undefined;
}

const CURRENCY_TAIL =
  /[,\s]+(?:in )?(?:aed|usd|eur|gbp|inr|rub|руб|р|₽|рублей|млн\.? ?руб|kwd|kd|sar|sr|qar|omr|bhd|sgd|idr|egp|try|tl|s?\$|€|£|درهم|ريال|دينار|دولار|د\.?ك|د\.?ا|د\.?ب|ر\.?س|ر\.?ق|ر\.?ع|ج\.?م|dhs|rs|rp|rm|myr|thb|chf|lkr|pkr|rsd)\.?$/u;
/** "Price in lakhs", "Цена, тыс. руб.": see `scaleOfHeader`. */
const SCALE_TAIL =
  /[,\s]+(?:in )?(?:тыс|млн|млрд|lakhs?|lacs?|cr|crores?|mn|mln|millions?|thousands?|000s?|مليون|الف)\.?$/u;

/** Removes units and currencies: "Suite area (sqft)" → "suite area". */
function bareHeader(text: string): string {
  const word = normaliseWord(text);
  const bare = word
    .replaceAll(/[([{][^)\]}]*[)\]}]?/g, " ")
    .replace(
      /[,\s-]+(?:in )?(?:sq\.? ?f(?:ee)?t|sqft|sft|ft2|sq\.? ?m\w*|sqm|m2|м2|кв\.? ?м|م2|متر(?: مربع)?|قدم(?: مربع)?)\.?$/u,
      "",
    )
    .replace(CURRENCY_TAIL, "")
    .replace(SCALE_TAIL, "")
    .replace(CURRENCY_TAIL, "")
    .replaceAll(/[_\s]+/g, " ")
    .replace(/[\s.,:;-]+$/, "")
    .trim();
  return bare === "" ? word : bare;
}

/** Separates the lines and the languages of one header. */
export const HEADER_PARTS = " / ";

const LONGEST_HEADER = 120;

/** The meaning of a header's text; `undefined` if unknown. */
export function fieldOfHeader(text: string): HeaderMeaning | undefined {
  if (text.length === 0 || text.length > LONGEST_HEADER) return undefined;
  const whole = areaOverUnit(text) ?? fieldOfPart(text);
  const parts = text.split(/\s*[/|]\s*/).filter((part) => part !== "");
  if (whole !== undefined || parts.length === 1) return whole;
  const turned = parts.toReversed();
  const readings = [turned.join(" "), parts.join(" "), ...turned];
  return readings.map(fieldOfPart).find((meaning) => meaning !== undefined);
}

const SIZES: ReadonlySet<ColumnChoice> = new Set(["area", "terrace", "totalArea"]);

/** "Area" over "sq ft", where "Price" over it would be a price per square foot. */
function areaOverUnit(text: string): HeaderMeaning | undefined {
  const [, above, unit = ""] = /^(.*\S)\s*\/\s*([^/]{1,10})$/u.exec(text) ?? [];
  const meaning =
    above === undefined || areaUnitIn(unit) === undefined ? undefined : fieldOfPart(above);
  return meaning !== undefined && SIZES.has(meaning.choice) ? meaning : undefined;
}

function fieldOfPart(text: string): HeaderMeaning | undefined {
  const whole = normaliseWord(text);
  const bare = bareHeader(text);
  for (const { pattern, choice, rank } of RULES) {
    if (choice === "leave-out" ? pattern.test(whole) || pattern.test(bare) : pattern.test(bare)) {
      return { choice, rank };
    }
  }
  return undefined;
}

/** The columns of packs' own lists; these names match exactly. */
export const PACK_FIELDS = [
  "building",
  "floor",
  "number",
  "position",
  "span",
  "label",
  "layout",
  "bedrooms",
  "area",
  "terrace",
  "aspects",
  "status",
  "price",
  "hidden",
  "kind",
  "phase",
] as const satisfies readonly ListField[];

export const isPackField = (text: string): boolean =>
  PACK_FIELDS.some((field) => field === text.trim().toLowerCase());

/** The pack's field that a misspelt header most likely means, within one or two letters. */
export function misspeltField(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word.length < 4) return undefined;
  return PACK_FIELDS.find(
    (field) => Math.abs(field.length - word.length) <= 1 && distance(word, field) === 1,
  );
}

/** Edit distance: 0 equal; 1 one letter inserted, deleted, replaced or two neighbours swapped; 2 more than that. */
function distance(one: string, other: string): number {
  if (one === other) return 0;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return 1;
  const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return isSwapped ? 1 : 2;
}
