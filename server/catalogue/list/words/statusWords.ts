import type { ListStatus } from "../../../../schema/list/fields.ts";
import { normaliseWord, wordMap } from "./normaliseWord.ts";

const STATUSES: ReadonlyMap<string, ListStatus> = wordMap({
  available:
    "available,tersedia,avail,avl,free,open,vacant,unsold,for sale,on sale,in stock,released,available for sale,в продаже,свободна,свободно,свободен,свободная,доступна,доступно,доступен,в наличии,открыта,متاح,متاحه,متوفر,متوفره,شاغر,شاغره,فارغه,للبيع,غير مباع,غير مباعه",
  reserved:
    "reserved,reservation,rsv,hold,on hold,onhold,on-hold,booked,booking,blocked,block,eoi,eoi received,option,optioned,pending,under offer,under contract,in process,under process,token paid,otp,otp signed,sale agreed,stc,subject to contract,dipesan,soft booked,tentative,бронь,бронь платная,платная бронь,бесплатная бронь,забронирована,забронировано,забронирован,бронирование,в резерве,резерв,зарезервирована,зарезервировано,на сделке,в сделке,устная бронь,محجوز,محجوزه,حجز,قيد الحجز,معلق",
  sold: "sold,terjual,laku,оплачено,оплачена,sold out,soldout,spa signed,spa,spa executed,agreement signed,registered,registration done,exchanged,sstc,oqood,handed over,transferred,completed,contracted,closed,продано,продана,продан,продана по дду,дду,дду зарегистрирован,дкп,сделка,выкуплена,مباع,مباعه,تم البيع,بيع,بيعت,مسجل,مسجله",
  "held-back":
    "not for sale,nfs,not released,unreleased,not launched,to be released,management,management unit,management hold,developer,developer stock,landlord,owner,landowner,landowner share,coming soon,не открыта,withheld,held back,not available,unavailable,n/a,off market,mortgaged,withdrawn,не в продаже,не продается,снята с продажи,снято с продажи,снят с продажи,закрыта,не выведена,не реализуется,не выпущена,служебная,резерв застройщика,ليس للبيع,غير معروض,غير معروضه,غير متاح,غير متاحه,غير مطروح,غير متوفر,الاداره,للاداره",
});

/** The status of all homes of a sheet that is named after it: "Sold", "Available units". */
export const statusOfSheet = (name: string): ListStatus | undefined =>
  STATUSES.get(
    normaliseWord(name)
      .replace(
        /\s+(?:units?|homes?|apartments?|flats?|villas?|list|inventory|квартиры|вилл[аы])$/u,
        "",
      )
      .replace(/^(?:units?|квартиры|الوحدات)\s+/u, ""),
  );

/** Start of a remark: "Reserved (till 12 March)", "Sold - SPA signed", "бронь до 12.03". */
const REMARK = /\s*(?:[-–—(:/,;|]|\s(?:till|until|by|to|for|with|since|on|до|на|с|حتي|الي)\s)/u;

/**
 * The default meaning of a status word; `undefined` for unknown words, which never mean available. A word before a remark
 * counts unless it is "available", since the remark may restrict it.
 */
export function knownStatus(text: string): ListStatus | undefined {
  const word = normaliseWord(text);
  const exact = STATUSES.get(word);
  if (exact !== undefined) return exact;
  const [first = ""] = word.split(REMARK);
  const status = STATUSES.get(first);
  return status === "available" ? undefined : status;
}
