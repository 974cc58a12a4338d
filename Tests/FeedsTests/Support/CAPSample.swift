/// Alerts of CAP 1.2 as text.
enum CAPSample {
    static func alert(
        identifier: String, status: String = "Actual", sent: String = "2026-03-01T08:00:00+08:00",
        headline: String = "Heavy rain", end: String = "",
    ) -> String {
        """
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>\(identifier)</identifier>\
        <sender>us@example.org</sender><sent>\(sent)</sent><status>\(status)</status>\
        <msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>\
        <category>Met</category><event>Rain</event><urgency>Expected</urgency>\
        <severity>Severe</severity><certainty>Likely</certainty><headline>\(headline)</headline>\
        <area><areaDesc>Kaihua</areaDesc><circle>29.1,118.4 10</circle></area></info>\(end)</alert>
        """
    }
}
