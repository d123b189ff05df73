import Domain

import struct Foundation.Calendar
import struct Foundation.Date
import struct Foundation.TimeZone

extension Day {
    /// The day it is in `timeZone` at `date`; the first day of 1970 for a date outside the years that ``Day`` knows.
    init(of date: Date, in timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.era, .year, .month, .day], from: date)
        let day = Day(year: parts.era == 0 ? 0 : parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
        self = day ?? Day(number: 0)
    }

    /// Days since 1 January 1970 in the Gregorian calendar, after Howard Hinnant's "days from civil".
    var number: Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Kept within the years 1 to 9999.
    init(number: Int) {
        let shifted = min(max(number, -719_162), 2_932_896) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civil = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civil <= 2 ? 1 : 0)
        // The arithmetic gives no other days than those that exist, so the second half is never needed.
        self = Day(year: year, month: civil, day: dayOfYear - (153 * month + 2) / 5 + 1) ?? Day(number: 0)
    }

    func adding(days: Int) -> Day { Day(number: number + days) }

    /// The same day of a later month, or that month's last.
    func adding(months: Int) -> Day {
        let total = year * 12 + month - 1 + months
        return (0...3).lazy.compactMap { Day(year: total / 12, month: total % 12 + 1, day: day - $0) }.first ?? self
    }

    var endOfMonth: Day {
        (28...31).reversed().lazy.compactMap { Day(year: year, month: month, day: $0) }.first ?? self
    }

    /// 0 for Monday to 6 for Sunday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    var monday: Day { adding(days: -weekday) }
}
