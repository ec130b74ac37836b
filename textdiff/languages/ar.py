"""Arabic, as data."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

ARABIC = Language(
    code="ar",
    name="Arabic",
    labels_title="العنوان|عنوان",
    labels_date="التاريخ|تاريخ|تاريخ النشر",
    labels_publisher="المصدر|الناشر",
    labels_url="الرابط",
    labels_language="اللغة",
    labels_other="الكاتب|بقلم",
    months="يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    magnitudes="ألف|مليون|مليار",
    currencies="دولار|يورو",
    crumbs=(
        Pattern("الحقوق", r".{0,60}جميع الحقوق محفوظة.{0,60}"),
        Pattern("مسؤول", r".*غير مسؤولة? عن محتوى المواقع.*"),
        Pattern("إعلان", r"إعلان"),
    ),
    unsaid_crumbs=(Pattern("شارك", r"شاركو?ا? هذا (?:الخبر|المقال) (?:عبر|على|مع).*"),),
    links=(Pattern("اقرأ طالع شاهد", "اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|طالع أيضا|شاهد أيضا"),),
    notices="جميع الحقوق محفوظة",
    credits="صورة",
    share="مشاركة شارك شاركوا",
    networks="فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|إكس|الرابط|البريد",
    buttons="على عبر هذا المقال الخبر نسخ طباعة أو و الإلكتروني",
    negations="لا|ليس|لم|لن|غير",
    particles="al el bin ibn ben",
)
